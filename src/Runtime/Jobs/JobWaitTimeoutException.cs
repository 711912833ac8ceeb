namespace AsyncJobs.Jobs;

/// <summary>
/// A job did not end in the time that its caller waited for it, and goes on. A method that lets this pass fails its attempt as with any other
/// exception of its own: it is tried again, if it has attempts left, and is not TIMED_OUT.
/// </summary>
/// <remarks>
/// It is a <see cref="TimeoutException"/> and not an <see cref="OperationCanceledException"/>, so that code which takes every cancellation for its
/// caller's own does not swallow it.
/// </remarks>
public sealed class JobWaitTimeoutException : TimeoutException
{
    internal JobWaitTimeoutException(string id, JobSnapshot<NoResult>? snapshot, TimeSpan waited, Exception? innerException)
        : base(
            snapshot is null
                ? $"The job {id} could not be read within {Seconds(waited)} s."
                : $"The job {id} is {snapshot.Status.ToWireName()} after a wait of {Seconds(waited)} s, and the time to wait for it is up. "
                    + $"It goes on. A job that waits for longer than an invocation calls {nameof(JobContext)}.{nameof(JobContext.WaitAllAsync)}.",
            innerException)
    {
        Id = id;
        Snapshot = snapshot;
        Waited = waited;
    }

    /// <summary>The job's id.</summary>
    public string Id { get; }

    /// <summary>The job as it stood at the last look that succeeded; null where none did. One that has not ended has no result.</summary>
    public JobSnapshot<NoResult>? Snapshot { get; }

    /// <summary>How long it was waited for.</summary>
    public TimeSpan Waited { get; }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
