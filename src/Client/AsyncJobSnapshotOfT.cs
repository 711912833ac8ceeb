namespace AsyncJobs.Client;

/// <summary>A job's status document with its typed result.</summary>
/// <typeparam name="TResult">What the job returns.</typeparam>
public sealed class AsyncJobSnapshot<TResult> : AsyncJobSnapshot
{
    /// <summary>What the job returned if it succeeded, else the default. A job that returns nothing has null.</summary>
    public TResult? Result { get; init; }

    /// <summary>The same job, further on.</summary>
    internal AsyncJobSnapshot<TResult> With(AsyncJobProgress progress) => new()
    {
        Id = Id,
        Job = Job,
        CorrelationId = CorrelationId,
        Status = Status,
        UnknownStatus = UnknownStatus,
        IsCancelRequested = IsCancelRequested,
        IsLost = IsLost,
        RetryOf = RetryOf,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Attempt = Attempt,
        Progress = progress,
        Error = Error,
        Result = Result,
    };
}
