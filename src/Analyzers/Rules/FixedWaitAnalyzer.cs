using System.Collections.Immutable;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds waits around outgoing calls that end after a fixed time, and leave the call running.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedWaitAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1004",
        "The call is waited for a fixed time",
        "'{0}' gives the call up after a time that is {1}, and leaves the request running: pass the call the budget's token and await it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1004.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Limits.Possible.Has(Destination.Wait, context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation invocation = (IInvocationOperation)context.Operation;
        if (FixedTime(flow, invocation, context.CancellationToken) is { } origin)
            Report(context, flow, s_rule, NameOf(invocation), invocation.TargetMethod.Name, FixedText.Of(origin));
    }

    private static ValueOrigin? FixedTime(CallFlow flow, IInvocationOperation invocation, CancellationToken cancellationToken)
    {
        if (WaitAround.Of(flow.Code, invocation) is { } wait)
        {
            return flow.Values.Of(wait.Time, cancellationToken) is { IsFixed: true } origin && !IsAfterCancel(flow, invocation, wait)
                && WaitedTasks.AreCalls(flow.Code, wait, cancellationToken)
                ? origin
                : null;
        }

        if (WaitAround.TokenOf(flow.Code, invocation) is { } token && flow.Values.Of(token, cancellationToken) is { IsFixed: true } ended
            && WaitedTasks.AreCalls(flow.Code, invocation.Instance ?? invocation.Arguments[0].Value, cancellationToken))
        {
            return ended;
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in FixedArguments(flow, invocation, cancellationToken))
        {
            if (WaitHelper.WaitsFor(flow.Code, invocation, argument.Parameter!.OriginalDefinition, cancellationToken))
                return origin;
        }

        foreach ((_, ValueOrigin origin) in PassedTimes.Of(flow.Limits, invocation, Destination.Wait, cancellationToken))
            return origin;

        return null;
    }

    // _stopping.Cancel(); await _loop.WaitAsync(time): what was started elsewhere is told to end, so that the wait leaves nothing running.
    private static bool IsAfterCancel(CallFlow flow, IInvocationOperation invocation, Wait wait) =>
        wait.Tasks.All(static task => OperationTree.Unwrapped(task) is IFieldReferenceOperation or IPropertyReferenceOperation)
        && OperationTree.RootOf(invocation).Descendants().Any(operation =>
            operation is IInvocationOperation cancel && flow.Known.Tasks.IsCancel(cancel)
                && operation.Syntax.SpanStart < invocation.Syntax.SpanStart);

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> FixedArguments(
        CallFlow flow,
        IInvocationOperation invocation,
        CancellationToken cancellationToken)
    {
        if (!flow.Code.IsSource(invocation.TargetMethod) || !flow.Known.IsTask(invocation.Type) || !WaitHelper.IsGivenTask(flow.Known, invocation))
            yield break;

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if ((flow.Known.IsTimeSpan(argument.Parameter?.Type) || KnownSymbols.IsNumber(argument.Parameter?.Type))
                && flow.Values.Of(argument.Value, cancellationToken) is { IsFixed: true } origin)
            {
                yield return (argument, origin);
            }
        }
    }
}
