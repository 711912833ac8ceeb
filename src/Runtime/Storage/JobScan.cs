using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>Which jobs are looked for where there is no list of them.</summary>
/// <param name="Job">Those of this name; null for all.</param>
/// <param name="Status">Those of this status; null for all.</param>
/// <param name="Since">Those that were accepted then or later; null for all.</param>
/// <param name="Owner">Those of this owner; null for all.</param>
internal readonly record struct JobScan(string? Job, JobStatus? Status, DateTimeOffset? Since, string? Owner)
{
    /// <summary>Whether a job is one of them, and there is to be seen.</summary>
    public bool Finds(JobRecord record, DateTimeOffset now) =>
        record.PurgedAt is null
        && record.ExpiresAt > now
        && (Job is null || record.Job == Job)
        && (Status is null || record.Status == Status)
        && (Owner is null || record.Owner == Owner)
        && JobListKey.Of(record).IsSince(Since);
}
