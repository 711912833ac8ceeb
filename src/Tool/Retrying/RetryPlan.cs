using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Tool.Retrying;

/// <summary>Which jobs are to be run again, and which have been already.</summary>
/// <param name="Jobs">The jobs that ended as was asked, the oldest first.</param>
/// <param name="RetriedBy">The job that runs one of them again, by its id.</param>
internal sealed record RetryPlan(IReadOnlyList<JobItem> Jobs, IReadOnlyDictionary<string, string> RetriedBy)
{
    /// <summary>Retries that ended as was asked and that no job runs again yet: they are left out. The oldest is the first.</summary>
    /// <remarks>
    /// Who repeats a command wants what is missing. With the retries, it would run the input of a job again as often as that fails.
    /// </remarks>
    public IReadOnlyList<JobItem> LeftOut { get; init; } = [];

    /// <summary>Those that no job runs again yet.</summary>
    public IReadOnlyList<JobItem> Open => [.. Jobs.Where(job => !RetriedBy.ContainsKey(job.Id))];

    /// <summary>Makes it, by one list.</summary>
    /// <remarks>
    /// All statuses are read, which costs the same: there is no index of them. A job that runs another one again has its name and is younger, so it
    /// is in the list too, unless the index does not have it yet. The function then finds it, and starts nothing.
    /// </remarks>
    /// <param name="operations">The jobs.</param>
    /// <param name="status">How they ended.</param>
    /// <param name="options">Which of them, and no status.</param>
    /// <param name="takesRetries">Whether jobs that are retries themselves are run again as well.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <exception cref="OperationsException">The jobs cannot be listed.</exception>
    public static async Task<RetryPlan> MakeAsync(
        IJobOperations operations, JobStatus status, JobListOptions options, bool takesRetries, CancellationToken cancellationToken)
    {
        List<JobItem> found = [];
        Dictionary<string, string> retriedBy = new(StringComparer.Ordinal);
        await foreach (JobItem item in operations.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (item.Status == status.ToWireName())
                found.Add(item);
            if (item.RetryOf is { } old)
                retriedBy[old] = item.Id;
        }

        found.Reverse();
        ILookup<bool, JobItem> isLeftOut = found.ToLookup(item => item.RetryOf is not null && !takesRetries);
        return new RetryPlan([.. isLeftOut[false]], retriedBy) { LeftOut = [.. isLeftOut[true].Where(item => !retriedBy.ContainsKey(item.Id))] };
    }
}
