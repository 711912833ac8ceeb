using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;

namespace AsyncJobs.Local.Operations;

/// <summary>A job as a list shows it to an operator. The names of its members are those of the page's API and of the command's JSON.</summary>
internal record JobItem
{
    public required string Id { get; init; }

    public required string Job { get; init; }

    /// <summary>Its status as the wire has it, also one that a newer version wrote.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int Attempt { get; init; }

    public JobProgress? Progress { get; init; }

    public string? Owner { get; init; }

    public JobError? Error { get; init; }

    public required string CorrelationId { get; init; }

    public bool? IsCancelRequested { get; init; }

    /// <summary>Whether its worker has vanished, or none came for it, and nobody has written that down.</summary>
    public bool? IsLost { get; init; }

    /// <summary>Whether it is open whether the job will ever run.</summary>
    public bool? IsStartUnsure { get; init; }

    /// <summary>The job that it runs again.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Whether nothing more comes of it.</summary>
    internal bool IsFinished => FinishedAt is not null;

    /// <summary>What a list shows of a job.</summary>
    public static JobItem Of(ListedRecord job) => Of(job.Record, job.IsLost);

    /// <summary>The same, of a record.</summary>
    public static JobItem Of(JobRecord record, bool isLost) => new()
    {
        Id = record.Id,
        Job = record.Job,
        Status = record.UnknownStatus ?? record.Status.ToWireName(),
        CreatedAt = record.CreatedAt,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        ExpiresAt = record.ExpiresAt,
        Attempt = record.Attempt,
        Progress = record.Progress,
        Owner = record.Owner,
        Error = record.Error,
        CorrelationId = record.CorrelationId ?? record.Id,
        IsCancelRequested = OrNull(record.IsCancelRequested),
        IsLost = OrNull(isLost),
        IsStartUnsure = OrNull(record.IsStartUnsure),
        RetryOf = record.RetryOf,
    };

    // What is the rule is left out of the JSON.
    private static bool? OrNull(bool value) => value ? true : null;
}
