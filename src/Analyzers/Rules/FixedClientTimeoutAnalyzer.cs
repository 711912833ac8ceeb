using System.Collections.Immutable;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds timeouts of HTTP clients that are the same in each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedClientTimeoutAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1001",
        "The client's timeout is fixed",
        "HttpClient.Timeout is {0}, however much time the invocation has left: "
        + "set it to Timeout.InfiniteTimeSpan and pass each call the budget's token, or give the client a BudgetHandler",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1001.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (!flow.Limits.Possible.Has(Destination.ClientTimeout, context.CancellationToken))
            return;

        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(flow.Known, property) == Destination.ClientTimeout
            && flow.Values.Of(assignment.Value, context.CancellationToken) is { IsFixed: true } origin)
        {
            Report(context, flow, s_rule, assignment.Syntax.GetLocation(), FixedText.Of(origin));
        }
        else if (PassedTimes.OfAssigned(flow.Limits, assignment, Destination.ClientTimeout, context.CancellationToken) is { } passed)
        {
            Report(context, flow, s_rule, assignment.Value.Syntax.GetLocation(), FixedText.Of(passed));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedOf(context, flow))
            Report(context, flow, s_rule, ExpressionOf(argument), FixedText.Of(origin));
    }

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> PassedOf(OperationAnalysisContext context, CallFlow flow) =>
        PassedTimes.Of(flow.Limits, context.Operation, Destination.ClientTimeout, context.CancellationToken);
}
