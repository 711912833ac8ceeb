namespace AsyncJobs.Jobs;

/// <summary>What became of the start of one job of several.</summary>
/// <typeparam name="TInput">The type of an input.</typeparam>
/// <typeparam name="TResult">What the jobs return.</typeparam>
public sealed record JobStartResult<TInput, TResult>
{
    internal JobStartResult(TInput input, string idempotencyKey)
    {
        Input = input;
        IdempotencyKey = idempotencyKey;
    }

    /// <summary>The input.</summary>
    public TInput Input { get; }

    /// <summary>The job's idempotency key. Starting it again under this key finds the job or starts it.</summary>
    public string IdempotencyKey { get; }

    /// <summary>The job, started by this call or before it; null where it was not started, or that is not known.</summary>
    public JobSnapshot<TResult>? Job { get; internal init; }

    /// <summary>
    /// Why it was not started: what <see cref="JobApp.StartAsync"/> throws. Null where it was; and where the start was not begun, since the token had
    /// fired or the time was up before.
    /// </summary>
    public Exception? Failure { get; internal init; }

    /// <summary>Whether it was started, by this call or before it.</summary>
    public bool IsStarted => Job is not null;
}
