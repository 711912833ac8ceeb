using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Tool.Retrying;

/// <summary>Which jobs are to be run again, and which have been already.</summary>
/// <param name="Jobs">The jobs that ended as was asked, the oldest first.</param>
/// <param name="RetriedBy">The job that runs one of them again, by its id.</param>
internal sealed record RetryPlan(IReadOnlyList<JobItem> Jobs, IReadOnlyDictionary<string, string> RetriedBy)
{
    /// <summary>Those that no job runs again yet.</summary>
    public IReadOnlyList<JobItem> Open => [.. Jobs.Where(job => !RetriedBy.ContainsKey(job.Id))];

    /// <summary>Makes it, by one list.</summary>
    /// <remarks>
    /// All statuses are read, which costs the same: there is no index of them. A job that runs another one again has its name and is younger, so it
    /// is in the list too, unless the index does not have it yet. The function then finds it, and starts nothing.
    /// </remarks>
    /// <exception cref="OperationsException">The jobs cannot be listed.</exception>
    public static async Task<RetryPlan> MakeAsync(
        IJobOperations operations, JobStatus status, string? job, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        List<JobItem> found = [];
        Dictionary<string, string> retriedBy = new(StringComparer.Ordinal);
        JobListOptions options = new() { Job = job, Since = since };
        await foreach (JobItem item in operations.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (item.Status == status.ToWireName())
                found.Add(item);
            if (item.RetryOf is { } old)
                retriedBy[old] = item.Id;
        }

        found.Reverse();
        return new RetryPlan(found, retriedBy);
    }
}
