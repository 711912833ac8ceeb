namespace AsyncJobs.Storage;

/// <summary>
/// Where jobs are listed. Each call is one request, and none writes. What it tells may be some time old: of a write that was confirmed a moment ago
/// it may know nothing yet.
/// </summary>
internal interface IJobListStore
{
    /// <summary>Reads keys of a list, the newest job first.</summary>
    /// <exception cref="JobStoreException">There is no such list, or the store refuses, and would again.</exception>
    ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken);

    /// <summary>Reads jobs without what may be large of them. Those that are gone are left out.</summary>
    /// <param name="ids">The ids: at least one, at most <see cref="Shared.ListRanges.MostPageSize"/>, and none twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Looks through a piece of the table for jobs that are neither expired nor removed.</summary>
    /// <param name="scan">Which.</param>
    /// <param name="after">Where to begin; null for the beginning.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken);
}
