using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds waits around outgoing calls that end after a fixed time, and leave the call running.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedWaitAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.FixedWait];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow) =>
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation invocation = (IInvocationOperation)context.Operation;
        if (FixedTime(flow, invocation, context.CancellationToken) is { } origin)
            Report(context, flow, TimeoutRules.FixedWait, NameOf(invocation), invocation.TargetMethod.Name, FixedText.Of(origin));
    }

    private static ValueOrigin? FixedTime(CallFlow flow, IInvocationOperation invocation, CancellationToken cancellationToken)
    {
        if (WaitAround.Of(invocation) is { } wait)
        {
            return flow.OriginOf(wait.Time, cancellationToken) is { IsFixed: true } origin && !IsAfterCancel(invocation, wait) && wait.Tasks.Any(task => WaitAround.IsCall(flow, task, cancellationToken))
                ? origin
                : null;
        }

        if (invocation.TargetMethod.Name is "WaitAsync" or "Wait" or "WaitAny" or "WaitAll" && Library.IsTask(invocation.TargetMethod.ContainingType)
            && OutgoingCall.TokenOf(invocation) is { } token
            && flow.OriginOf(token.Value, cancellationToken) is { IsFixed: true } ended
            && WaitAround.IsCall(flow, invocation.Instance ?? invocation.Arguments[0].Value, cancellationToken))
        {
            return ended;
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in FixedArguments(flow, invocation, cancellationToken))
        {
            if (WaitAround.IsHelper(flow, invocation, argument.Parameter!.OriginalDefinition, cancellationToken))
                return origin;
        }

        foreach ((_, ValueOrigin origin) in PassedTimes.Of(flow, invocation, Destinations.Wait, cancellationToken))
            return origin;

        return null;
    }

    // _stopping.Cancel(); await _loop.WaitAsync(time): what was started elsewhere is told to end, so that the wait leaves nothing running.
    private static bool IsAfterCancel(IInvocationOperation invocation, Wait wait) =>
        wait.Tasks.All(static task => OperationTree.Unwrapped(task) is IFieldReferenceOperation or IPropertyReferenceOperation)
        && OperationTree.RootOf(invocation).Descendants().Any(operation => operation is IInvocationOperation { TargetMethod: { Name: "Cancel" or "CancelAsync", ContainingType: { } type } }
            && Library.IsTokenSource(type) && operation.Syntax.SpanStart < invocation.Syntax.SpanStart);

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> FixedArguments(CallFlow flow, IInvocationOperation invocation, CancellationToken cancellationToken)
    {
        if (!flow.Code.IsSource(invocation.TargetMethod) || !Library.IsTask(invocation.Type) || !WaitAround.IsGivenTask(invocation))
            yield break;

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if ((Library.IsTimeSpan(argument.Parameter?.Type) || Library.IsNumber(argument.Parameter?.Type))
                && flow.OriginOf(argument.Value, cancellationToken) is { IsFixed: true } origin)
            {
                yield return (argument, origin);
            }
        }
    }
}
