namespace AsyncJobs.Jobs;

/// <summary>
/// Jobs that another one has waited for did not succeed. It makes a job whose method lets it pass FAILED at once, with the code
/// <see cref="JobErrorCodes.JoinedNotSucceeded"/>: another attempt would find the same. The message also names the first of them, and why it did not
/// succeed. That is for the log: the job's caller is told how many they are, and neither their ids nor their errors.
/// </summary>
public sealed class JobsNotSucceededException : Exception
{
    internal JobsNotSucceededException((string Id, JobStatus? Status, JobError? Error)[] jobs, int of)
        : base($"{CountsOf(jobs, of)} The first is {FirstOf(jobs[0])}")
    {
        Ids = Array.ConvertAll(jobs, static job => job.Id);
        Counts = CountsOf(jobs, of);
    }

    /// <summary>The ids of those that did not.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>What the caller of the job is told that has waited.</summary>
    internal string Counts { get; }

    private static string CountsOf((string Id, JobStatus? Status, JobError? Error)[] jobs, int of)
    {
        IEnumerable<string> counts = jobs
            .GroupBy(static job => job.Status)
            .OrderBy(static group => group.Key)
            .Select(static group => $"{group.Count()} {group.Key?.ToWireName() ?? "not there any more"}");
        return $"{jobs.Length} of {of} jobs that this one waited for did not succeed: {string.Join(", ", counts)}.";
    }

    private static string FirstOf((string Id, JobStatus? Status, JobError? Error) job) => job switch
    {
        { Status: null } =>
            $"{job.Id}: no job of this definition has that id, or it has expired or was removed. A unit test says how it stands by "
            + "TestJobContext.SetJob.",
        { Error: { } error } => $"{job.Id}: {error.Message}",
        _ => $"{job.Id}.",
    };
}
