using System.Collections.Immutable;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds resilience pipelines whose timeout is the same in each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineTimeoutAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1005",
        "The pipeline's timeout is fixed",
        "The timeout of the resilience pipeline is {0}, however much time the invocation has left: "
        + "leave it out and pass the budget's token to the execution, or make it from the remaining time",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1005.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (!flow.Known.Polly.HasTimeouts || !flow.Limits.Possible.Has(Destination.Pipeline, context.CancellationToken))
            return;

        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(flow.Known, property) == Destination.Pipeline
            && flow.Values.Of(assignment.Value, context.CancellationToken) is { IsFixed: true } origin
            && !PipelineUse.IsHarmless(flow.Values, assignment, context.CancellationToken))
        {
            Report(context, flow, s_rule, assignment.Syntax.GetLocation(), FixedText.Of(origin));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        if (context.Operation is IInvocationOperation invocation && flow.Known.Polly.IsTimeout(invocation.TargetMethod))
        {
            foreach (IArgumentOperation argument in invocation.Arguments)
            {
                if (Limit.OfArgument(flow.Known, argument) == Destination.Pipeline
                    && flow.Values.Of(argument.Value, context.CancellationToken) is { IsFixed: true } origin
                    && !PipelineUse.IsHarmless(flow.Values, invocation, context.CancellationToken))
                {
                    Report(context, flow, s_rule, NameOf(invocation), FixedText.Of(origin));
                    return;
                }
            }
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedOf(context, flow))
        {
            if (!PipelineUse.IsHarmless(flow.Values, context.Operation, context.CancellationToken))
                Report(context, flow, s_rule, ExpressionOf(argument), FixedText.Of(origin));
        }
    }

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> PassedOf(OperationAnalysisContext context, CallFlow flow) =>
        PassedTimes.Of(flow.Limits, context.Operation, Destination.Pipeline, context.CancellationToken);
}
