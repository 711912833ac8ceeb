using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds calls of clients under the budget that a Lambda handler makes without having entered one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnenteredBudgetAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1013",
        "No budget is entered for the call",
        "The client of '{0}' applies the current budget, but {1} enters none, so nothing ends the call: "
        + "enter a budget in the handler, or pass the call a token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1013.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Known.Product.BudgetHandler.Exists)
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (BudgetReliance.IsOf(flow.Clients, call, context.CancellationToken)
            && flow.Code.Entries.Of(call, context.CancellationToken).WithoutBudget is { IsEmpty: false } handlers
            && !WaitedCalls.Contain(flow.Values, call, context.CancellationToken))
        {
            Report(context, flow, s_rule, NameOf(call), call.TargetMethod.Name, NameOf(handlers[0]));
        }
    }

    private static string NameOf(HandlerFunction handler) =>
        handler.Symbol.MethodKind == MethodKind.AnonymousFunction ? "the handler" : $"'{handler.Symbol.Name}'";
}
