using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>A job as a list shows it: as it stood a short time ago, without its result.</summary>
public sealed record ListedJob
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the job's definition.</summary>
    public required string Job { get; init; }

    /// <summary>Where it stood. <see cref="JobStatus.Unknown"/> where a newer version wrote it.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The status as it is stored, where it is <see cref="JobStatus.Unknown"/>.</summary>
    public string? UnknownStatus { get; init; }

    /// <summary>Whose job it is; null for a job that was started without authentication.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>From when on nobody sees it any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How many attempts had begun.</summary>
    public int Attempt { get; init; }

    /// <summary>How far it was, where the method says.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why it did not succeed, or why the last attempt did not.</summary>
    public JobError? Error { get; init; }

    /// <summary>What the request that started the job said in <c>x-correlation-id</c>, else the job's id.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The id of the job that it runs again; null for one that is no repetition.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Whether it was to stop, and had not ended yet.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>
    /// Whether it is open whether the job will ever run: it waits, and the request that stored it could not tell whether the platform has its event.
    /// </summary>
    public bool IsStartUnsure { get; init; }

    /// <summary>
    /// Whether the job is lost: its lease is long over, or no worker came for as long as an event lasts. A list writes nothing, so the status is
    /// still the one from before. Whoever reads the job ends it: a GET of its URL, or its <c>GetAsync</c>.
    /// </summary>
    public bool IsLost { get; init; }

    internal static ListedJob Of(JobRecord record, bool isLost) => new()
    {
        Id = record.Id,
        Job = record.Job,
        Status = record.Status,
        UnknownStatus = record.UnknownStatus,
        Owner = record.Owner,
        CreatedAt = record.CreatedAt,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        ExpiresAt = record.ExpiresAt,
        Attempt = record.Attempt,
        Progress = record.Progress,
        Error = record.Error,
        CorrelationId = record.CorrelationId ?? record.Id,
        RetryOf = record.RetryOf,
        IsCancelRequested = record.IsCancelRequested,
        IsStartUnsure = record.IsStartUnsure,
        IsLost = isLost,
    };
}
