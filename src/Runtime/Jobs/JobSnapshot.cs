namespace AsyncJobs.Jobs;

/// <summary>A job as it stood when it was read.</summary>
/// <typeparam name="TResult">The type of its result.</typeparam>
public sealed record JobSnapshot<TResult>
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stood.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Whether it is open whether the job will ever run: it waits, and the request that stored it could not tell whether the platform has its event.
    /// </summary>
    public bool IsStartUnsure { get; init; }

    /// <summary>The id of the job that it runs again; null for one that is no repetition.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Whether it was to stop, and had not ended yet.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>When its first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many attempts had begun.</summary>
    public int Attempt { get; init; }

    /// <summary>How far it was, where the method says.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>What the method returned, where the job SUCCEEDED; else the type's default.</summary>
    public TResult? Result { get; init; }

    /// <summary>Why it did not succeed, or why the last attempt did not.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whether it had ended, whatever its end.</summary>
    internal bool IsFinished => Status >= JobStatus.Succeeded;

    /// <summary>The same of a job whose result is no matter.</summary>
    internal JobSnapshot<TOther> WithoutResult<TOther>() => new()
    {
        Id = Id,
        Status = Status,
        CreatedAt = CreatedAt,
        IsStartUnsure = IsStartUnsure,
        RetryOf = RetryOf,
        IsCancelRequested = IsCancelRequested,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Attempt = Attempt,
        Progress = Progress,
        Error = Error,
    };
}
