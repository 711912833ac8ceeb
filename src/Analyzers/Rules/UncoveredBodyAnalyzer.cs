using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds bodies that are read after the call has returned, without a token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncoveredBodyAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1009",
        "The reading of the body has no limit",
        "'{0}' reads a body that was not waited for with the headers, and no limit of the call covers it: pass it the token that the call was given",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1009.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (BodyRead.MayBeStreamed(flow.Code, context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation read = (IInvocationOperation)context.Operation;
        if (!BodyRead.IsOf(flow.Code, read, context.ContainingSymbol))
            return;
        if (flow.Code.Outgoing.TokenOf(read) is { } token && !flow.Values.Of(token.Value, context.CancellationToken).IsUnlimited)
            return;
        if (BodyRead.IsStreamed(flow.Clients, read, context.CancellationToken))
            Report(context, flow, s_rule, NameOf(read), read.TargetMethod.Name);
    }
}
