using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds outgoing calls that only the token of a durable operation ends, which does not fire for the deadline.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepTokenAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1012",
        "The step's token does not fire for the deadline",
        "'{0}' is given only the token of a durable operation, which does not fire for the deadline, so that a step that outlasts the invocation "
        + "is recorded nowhere: link the token with the budget's",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1012.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Known.Durable.IsReferenced
            && (KnownDurable.Words.Any(word => flow.Code.Mentions.Has(word, context.CancellationToken)) || flow.Known.Durable.IsUsedElsewhere))
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (IsOpen(context, call, flow) && !WaitedCalls.Contain(flow.Values, call, context.CancellationToken))
            Report(context, flow, s_rule, NameOf(call), call.TargetMethod.Name);
    }

    private static bool IsOpen(OperationAnalysisContext context, IInvocationOperation call, CallFlow flow)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        if (!new GivenLimit(flow.Values, cancellationToken).IsStepToken(call.Arguments))
            return false;

        return flow.Code.Outgoing.KindOf(call) switch
        {
            OutgoingKind.Http => !new ClientGuard(flow.Clients, cancellationToken).Of(OutgoingClient.Of(call)),
            OutgoingKind.Library => flow.Code.Outgoing.NeedingLimit(call.TargetMethod) is { } library
                && !new LibraryLimit(flow.Clients, cancellationToken).IsOf(call, library),
            _ when flow.Code.IsSource(call.TargetMethod) => PassedTokens.LeaveOpen(
                flow.Limits, call, Destination.UnguardedCall | Destination.OpenLibraryCall, static token => token.IsStep, cancellationToken),
            OutgoingKind.None when flow.Known.Polly.IsReferenced && OpenExecutions.LeaveOpen(
                flow.Limits, call, Destination.UnguardedCall | Destination.OpenLibraryCall, static token => token.IsStep, cancellationToken) => true,
            _ => BodyRead.IsOf(flow.Code, call, context.ContainingSymbol) && BodyRead.IsStreamed(flow.Clients, call, cancellationToken),
        };
    }
}
