using AsyncJobs.Lifecycle;

namespace AsyncJobs.Listing;

/// <summary>Which jobs a list shows.</summary>
/// <param name="Job">Those of this name; null for all.</param>
/// <param name="Status">Those of this status; null for all.</param>
/// <param name="Since">Those that were accepted then or later; null for all.</param>
/// <param name="Owner">Those of this owner; null for all.</param>
internal readonly record struct JobFilter(string? Job, JobStatus? Status, DateTimeOffset? Since, string? Owner)
{
    /// <summary>Whether jobs are left out that are in the index all the same, so that a page may have to look at many.</summary>
    public bool LeavesOut => Job is not null || Status is not null;

    /// <summary>Whether a job is one of them, as far as the index does not say it.</summary>
    public bool Takes(JobRecord record) => (Status is null || record.Status == Status) && (Owner is null || record.Owner == Owner);
}
