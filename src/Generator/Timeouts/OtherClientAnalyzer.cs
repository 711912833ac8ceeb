using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds fixed timeouts and deadlines of other libraries' HTTP clients.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtherClientAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.OtherClientTimeout];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(property) == Destinations.OtherClient
            && flow.OriginOf(assignment.Value, context.CancellationToken) is { IsFixed: true } origin)
        {
            string name = $"{property.Property.ContainingType.Name}.{property.Property.Name}";
            Report(context, flow, TimeoutRules.OtherClientTimeout, assignment.Syntax.GetLocation(), $"{name} is {FixedText.Of(origin)}, however much time the invocation has left");
        }
        else if (PassedTimes.OfAssigned(flow, assignment, Destinations.OtherClient, context.CancellationToken) is { } passed)
        {
            Report(context, flow, TimeoutRules.OtherClientTimeout, assignment.Value.Syntax.GetLocation(), $"The time of the call is {FixedText.Of(passed)}, however much the invocation has left");
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        ImmutableArray<IArgumentOperation> arguments = context.Operation is IInvocationOperation called ? called.Arguments : ((IObjectCreationOperation)context.Operation).Arguments;
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Limit.OfArgument(argument) == Destinations.OtherClient
                && flow.OriginOf(argument.Value, context.CancellationToken) is { IsFixed: true } origin)
            {
                bool isOwnName = context.Operation is IInvocationOperation { TargetMethod.Name: "WithTimeout" or "WithDeadline" or "SetTimeout" };
                Location at = isOwnName ? NameOf((IInvocationOperation)context.Operation) : ExpressionOf(argument);
                Report(context, flow, TimeoutRules.OtherClientTimeout, at, $"The time of the call is {FixedText.Of(origin)}, however much the invocation has left");
            }
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedTimes.Of(flow, context.Operation, Destinations.OtherClient, context.CancellationToken))
            Report(context, flow, TimeoutRules.OtherClientTimeout, ExpressionOf(argument), $"The time of the call is {FixedText.Of(origin)}, however much the invocation has left");

        if (context.Operation is IInvocationOperation call && OutgoingCall.IsRefit(call.TargetMethod) && OutgoingCall.TokenOf(call) is { } token
            && flow.OriginOf(token.Value, context.CancellationToken).IsUnlimited && !flow.Clients.GuardsInjected(call.TargetMethod.ContainingType, context.CancellationToken)
            && !WaitAround.Covers(flow, call, context.CancellationToken))
        {
            Report(context, flow, TimeoutRules.OtherClientTimeout, NameOf(call), $"'{call.TargetMethod.Name}' is given no token, so the call may outlast the invocation");
        }
    }
}
