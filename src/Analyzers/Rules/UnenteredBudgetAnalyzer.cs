using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds calls that only the current budget limits, and that a Lambda handler makes without having entered one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnenteredBudgetAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1013",
        "No budget is entered for the call",
        "Only the current budget limits '{0}', but {1} enters none, so nothing ends the call: "
        + "enter a budget in the handler, or pass the call another token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1013.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Known.Product.HasBudget && BudgetReliance.IsPossible(flow.Clients, context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (ReliesOnBudget(call, flow, context.CancellationToken)
            && flow.Code.Entries.Of(call, context.CancellationToken).WithoutBudget is { IsEmpty: false } handlers
            && !WaitedCalls.Contain(flow.Values, call, context.CancellationToken))
        {
            Report(context, flow, s_rule, NameOf(call), call.TargetMethod.Name, NameOf(handlers[0]));
        }
    }

    // A method of the project that hands its token on to an outgoing call counts as one.
    private static bool ReliesOnBudget(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        flow.Code.Outgoing.KindOf(call) == OutgoingKind.None && flow.Code.IsSource(call.TargetMethod)
            ? PassedTokens.RelyOnBudget(flow.Limits, call, cancellationToken)
            : BudgetReliance.IsOf(flow.Clients, call, cancellationToken);

    private static string NameOf(HandlerFunction handler) =>
        handler.Symbol.MethodKind == MethodKind.AnonymousFunction ? "the handler" : $"'{handler.Symbol.Name}'";
}
