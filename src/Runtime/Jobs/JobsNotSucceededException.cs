namespace AsyncJobs.Jobs;

/// <summary>
/// Jobs that another one has waited for did not succeed. It makes a job whose method lets it pass FAILED at once, with the code
/// <see cref="JobErrorCodes.JoinedNotSucceeded"/> and the message of this exception: another attempt would find the same.
/// </summary>
public sealed class JobsNotSucceededException : Exception
{
    internal JobsNotSucceededException((string Id, JobStatus? Status)[] jobs, int of)
        : base(TextOf(jobs, of)) => Ids = Array.ConvertAll(jobs, static job => job.Id);

    /// <summary>The ids of those that did not. They are not in the message, since a caller sees that.</summary>
    public IReadOnlyList<string> Ids { get; }

    private static string TextOf((string Id, JobStatus? Status)[] jobs, int of)
    {
        IEnumerable<string> counts = jobs
            .GroupBy(static job => job.Status)
            .OrderBy(static group => group.Key)
            .Select(static group => $"{group.Count()} {group.Key?.ToWireName() ?? "not there any more"}");
        return $"{jobs.Length} of {of} jobs that this one waited for did not succeed: {string.Join(", ", counts)}.";
    }
}
