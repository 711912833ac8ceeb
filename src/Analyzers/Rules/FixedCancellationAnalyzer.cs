using System.Collections.Immutable;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds cancellations after a fixed time that reach an HTTP call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedCancellationAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1003",
        "The call is cancelled after a fixed time",
        "The time after which an HTTP call is cancelled is {0}, however much the invocation has left: "
        + "make it from the remaining time less a reserve, or link the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1003.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Limits.Possible.Has(Destination.Cancellation, context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IArgumentOperation? delay = context.Operation switch
        {
            IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } creation when flow.Known.IsTokenSource(creation.Type) =>
                arguments[0],
            IInvocationOperation invocation when flow.Known.Tasks.IsCancelAfter(invocation) => invocation.Arguments[0],
            _ => null,
        };
        if (delay is null)
        {
            foreach ((IArgumentOperation argument, ValueOrigin passed) in PassedOf(context, flow))
                Report(context, flow, s_rule, ExpressionOf(argument), FixedText.Of(passed));
        }
        else if (flow.Values.Of(delay.Value, context.CancellationToken) is { IsFixed: true } origin
            && !IsCapped(context.Operation, flow, context.CancellationToken)
            && (SourceDestination.Of(new DestinationFinder(flow.Limits, context.CancellationToken), context.Operation) & Destination.OpenCalls) != 0)
        {
            Report(context, flow, s_rule, context.Operation.Syntax.GetLocation(), FixedText.Of(origin));
        }
    }

    // Linked with, or also given, a time that is derived: then the fixed one only makes it shorter.
    private static bool IsCapped(IOperation operation, CallFlow flow, CancellationToken cancellationToken)
    {
        OriginEvaluator evaluator = new(flow.Values, cancellationToken) { FollowsCallers = true };
        if (operation is IInvocationOperation cancelAfter)
            return evaluator.Of(cancelAfter.Instance).IsDerived;

        return OperationTree.TakerOf(operation) switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
                evaluator.OfVariable(declarator.Symbol, declarator).IsDerived,
            ISimpleAssignmentOperation assignment => evaluator.Of(assignment.Target).IsDerived,
            _ => false,
        };
    }

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> PassedOf(OperationAnalysisContext context, CallFlow flow) =>
        PassedTimes.Of(flow.Limits, context.Operation, Destination.Cancellation, context.CancellationToken);
}
