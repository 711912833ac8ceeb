using AsyncJobs.Buffers;

namespace AsyncJobs.Working;

/// <summary>A job's method while it runs, and what it uses.</summary>
/// <param name="Watcher">Its stop signal.</param>
/// <param name="Progress">What it reports.</param>
/// <param name="State">What it saves.</param>
/// <param name="Result">Where its result is written.</param>
/// <param name="Output">Takes its result.</param>
internal sealed record RunningMethod(
    CancelWatcher Watcher, ProgressReporter Progress, SavedState State, JsonScratch Result, AttemptOutput Output) : IDisposable
{
    /// <summary>Ends with the method.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>What the method threw; null where it returned. It has ended.</summary>
    public Exception? Failure
    {
        get
        {
            try
            {
                Completion.GetAwaiter().GetResult();
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }
    }

    /// <summary>Whether what the method throws is a failure: not where it goes on in another invocation, or stops because it is to.</summary>
    public bool IsFailure(Exception exception) => MethodFailure.Of(exception) switch
    {
        OperationCanceledException when Watcher.IsCancelRequested => false,
        OperationCanceledException => State.Next is null,
        _ => true,
    };

    /// <summary>Leaves a method alone that does not end, with all that it still uses.</summary>
    public void Abandon()
    {
        Watcher.StopPolling();
        Progress.Dispose();
        _ = Completion.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Gives back what the method used. It has ended.</summary>
    public void Dispose()
    {
        Watcher.Dispose();
        Progress.Dispose();
        Result.Dispose();
    }
}
