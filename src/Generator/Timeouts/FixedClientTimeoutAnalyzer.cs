using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds timeouts of HTTP clients that are the same in each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedClientTimeoutAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.FixedClientTimeout];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(property) == Destinations.ClientTimeout
            && flow.OriginOf(assignment.Value, context.CancellationToken) is { IsFixed: true } origin)
        {
            Report(context, flow, TimeoutRules.FixedClientTimeout, assignment.Syntax.GetLocation(), FixedText.Of(origin));
        }
        else if (PassedTimes.OfAssigned(flow, assignment, Destinations.ClientTimeout, context.CancellationToken) is { } passed)
        {
            Report(context, flow, TimeoutRules.FixedClientTimeout, assignment.Value.Syntax.GetLocation(), FixedText.Of(passed));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedTimes.Of(flow, context.Operation, Destinations.ClientTimeout, context.CancellationToken))
            Report(context, flow, TimeoutRules.FixedClientTimeout, ExpressionOf(argument), FixedText.Of(origin));
    }
}
