using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>Outgoing calls that are waited for no longer than a wait says.</summary>
internal static class WaitedCalls
{
    /// <summary>Whether an argument is the time of a wait around an outgoing call.</summary>
    public static bool AreLimitedBy(CodeIndex code, IInvocationOperation invocation, IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (WaitAround.Of(code, invocation) is { } wait)
            return OperationTree.Contains(argument.Value, wait.Time) && WaitedTasks.AreCalls(code, wait, cancellationToken);

        // Task.Delay(time), raced with the call.
        return code.Known.Tasks.IsDelay(invocation) && DelayRace.EndOf(code, invocation) is { } end && OperationTree.Contains(argument, end)
            && OperationTree.RootOf(invocation).Descendants().Any(operation =>
                operation is IInvocationOperation race && code.Known.Tasks.IsRace(race)
                && WaitAround.Of(code, race) is { } raced && OperationTree.Contains(invocation, raced.Time)
                && WaitedTasks.AreCalls(code, raced, cancellationToken));
    }

    /// <summary>Whether an outgoing call's task is waited for by a wait that has an end.</summary>
    public static bool Contain(TimeValues values, IInvocationOperation call, CancellationToken cancellationToken)
    {
        foreach (IOperation operation in OperationTree.RootOf(call).Descendants())
        {
            if (operation is IInvocationOperation invocation && WaitAround.Of(values.Code, invocation) is { } wait
                && values.Of(wait.Time, cancellationToken) is { IsUnlimited: false } time
                && wait.Tasks.Any(task => WaitedTasks.LeadTo(values.Code, task, call, cancellationToken))
                && (time.IsFixed || !LaterWait.IsFor(values.Code, invocation, call, cancellationToken)))
            {
                return true;
            }
        }

        return IsGivenToHelper(values, call, cancellationToken);
    }

    // http.GetStringAsync(url).OrAfter(time), Task.Run(() => …).OrAfter(time): the project's own wait.
    private static bool IsGivenToHelper(TimeValues values, IInvocationOperation call, CancellationToken cancellationToken)
    {
        for (IOperation? task = call; task is not null; task = task.Parent)
        {
            if (task.Parent is IArgumentOperation { Parent: IInvocationOperation helper } && values.Code.IsSource(helper.TargetMethod)
                && helper.Arguments.Any(argument => argument.Parameter is { } time
                    && WaitHelper.WaitsFor(values.Code, helper, time, cancellationToken)
                    && !values.Of(argument.Value, cancellationToken).IsUnlimited))
            {
                return true;
            }
        }

        return false;
    }
}
