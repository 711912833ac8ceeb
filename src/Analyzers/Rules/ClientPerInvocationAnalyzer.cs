using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>
/// Finds clients that are made for each invocation, which have no connections yet or take those of the next one along, and those whose timeout is set
/// for each, which throws.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPerInvocationAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1008",
        "The client is made or set up for an invocation",
        "{0} for one invocation, {1}: share the client, leave its Timeout alone and pass each call the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1008.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeCreation(operation, flow), OperationKind.ObjectCreation);
        if (flow.Limits.Possible.Has(Destination.ClientTimeout, context.CancellationToken))
            context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (new ClientsPerInvocation(flow.Values, context.CancellationToken).IsSetForOne(assignment, context.ContainingSymbol))
        {
            Report(
                context,
                flow,
                s_rule,
                assignment.Syntax.GetLocation(),
                "The Timeout of a shared client is set",
                "and setting it throws once a request was sent");
        }
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, CallFlow flow)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
        ClientsPerInvocation clients = new(flow.Values, context.CancellationToken);
        if (clients.IsMadeForOne(creation, context.ContainingSymbol))
        {
            Report(
                context,
                flow,
                s_rule,
                creation.Syntax.GetLocation(),
                "A client with a handler of its own is made",
                "which opens its connections anew");
        }
        else if (clients.DisposesOfShared(creation, context.ContainingSymbol))
        {
            Report(
                context,
                flow,
                s_rule,
                creation.Syntax.GetLocation(),
                "A client that disposes of a shared handler is made",
                "and the next one cannot use the handler");
        }
    }
}
