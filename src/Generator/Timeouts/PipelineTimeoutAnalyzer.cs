using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds resilience pipelines whose timeout is the same in each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineTimeoutAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.FixedPipelineTimeout];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (context.Compilation.GetTypesByMetadataName("Polly.Policy").IsEmpty && context.Compilation.GetTypesByMetadataName("Polly.Timeout.TimeoutStrategyOptions").IsEmpty)
            return;

        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(property) == Destinations.Pipeline
            && flow.OriginOf(assignment.Value, context.CancellationToken) is { IsFixed: true } origin
            && !PipelineUse.IsHarmless(flow, assignment, context.CancellationToken))
        {
            Report(context, flow, TimeoutRules.FixedPipelineTimeout, assignment.Syntax.GetLocation(), FixedText.Of(origin));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        if (context.Operation is IInvocationOperation invocation && Limit.IsPipeline(invocation.TargetMethod))
        {
            foreach (IArgumentOperation argument in invocation.Arguments)
            {
                if (Limit.OfArgument(argument) == Destinations.Pipeline
                    && flow.OriginOf(argument.Value, context.CancellationToken) is { IsFixed: true } origin
                    && !PipelineUse.IsHarmless(flow, invocation, context.CancellationToken))
                {
                    Report(context, flow, TimeoutRules.FixedPipelineTimeout, NameOf(invocation), FixedText.Of(origin));
                    return;
                }
            }
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedTimes.Of(flow, context.Operation, Destinations.Pipeline, context.CancellationToken))
        {
            if (!PipelineUse.IsHarmless(flow, context.Operation, context.CancellationToken))
                Report(context, flow, TimeoutRules.FixedPipelineTimeout, ExpressionOf(argument), FixedText.Of(origin));
        }
    }
}
