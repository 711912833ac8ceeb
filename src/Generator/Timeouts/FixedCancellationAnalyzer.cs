using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds cancellations after a fixed time that reach an HTTP call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedCancellationAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.FixedCancellation];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow) =>
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IArgumentOperation? delay = context.Operation switch
        {
            IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } creation when Library.IsTokenSource(creation.Type) => arguments[0],
            IInvocationOperation { TargetMethod.Name: "CancelAfter" } invocation when Library.IsTokenSource(invocation.TargetMethod.ContainingType) => invocation.Arguments[0],
            _ => null,
        };
        if (delay is null)
        {
            foreach ((IArgumentOperation argument, ValueOrigin passed) in PassedTimes.Of(flow, context.Operation, Destinations.Cancellation, context.CancellationToken))
                Report(context, flow, TimeoutRules.FixedCancellation, ExpressionOf(argument), FixedText.Of(passed));
        }
        else if (flow.OriginOf(delay.Value, context.CancellationToken) is { IsFixed: true } origin
            && !IsCapped(context.Operation, flow, context.CancellationToken)
            && (new DestinationFinder(flow, context.CancellationToken).OfSource(context.Operation) & Destinations.OpenCalls) != 0)
        {
            Report(context, flow, TimeoutRules.FixedCancellation, context.Operation.Syntax.GetLocation(), FixedText.Of(origin));
        }
    }

    // Linked with, or also given, a time that is derived: then the fixed one only makes it shorter.
    private static bool IsCapped(IOperation operation, CallFlow flow, CancellationToken cancellationToken)
    {
        OriginEvaluator evaluator = new(flow, cancellationToken) { FollowsCallers = true };
        if (operation is IInvocationOperation cancelAfter)
            return evaluator.Of(cancelAfter.Instance).IsDerived;

        return OperationTree.TakerOf(operation) switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => evaluator.OfVariable(declarator.Symbol, declarator).IsDerived,
            ISimpleAssignmentOperation assignment => evaluator.Of(assignment.Target).IsDerived,
            _ => false,
        };
    }
}
