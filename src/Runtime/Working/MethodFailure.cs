using AsyncJobs.Failures;

namespace AsyncJobs.Working;

/// <summary>What counts of the exception that a method ended with.</summary>
internal static class MethodFailure
{
    /// <summary>
    /// The exception itself, or of an <see cref="AggregateException"/> the one that says most: a <see cref="JobException"/> that forbids another
    /// attempt, or a mistake of the method's code, before any other of the application's own, that before a call that ran out of time, and else the
    /// only one there is. Where all parts of the method only stopped, it has stopped: to go on in another invocation if one of them asked for that.
    /// </summary>
    public static Exception Of(Exception failure)
    {
        if (failure is not AggregateException aggregate)
            return failure;

        IReadOnlyList<Exception> all = aggregate.Flatten().InnerExceptions;
        return all.FirstOrDefault(one => one is JobException { Retry: false })
            ?? all.FirstOrDefault(Fault.IsMisuse)
            ?? all.FirstOrDefault(one => one is JobException)
            ?? all.FirstOrDefault(one => one is BudgetExceededException)
            ?? Stopped(all)
            ?? (all.Count == 1 ? all[0] : failure);
    }

    private static Exception? Stopped(IReadOnlyList<Exception> all) =>
        all.All(one => one is OperationCanceledException) ? all.FirstOrDefault(one => one is JobContinuedException) ?? all.FirstOrDefault() : null;
}
