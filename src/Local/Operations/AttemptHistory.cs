using AsyncJobs.Lifecycle;

namespace AsyncJobs.Local.Operations;

/// <summary>Tells the attempts of a job, as far as its record knows them.</summary>
internal static class AttemptHistory
{
    public static IReadOnlyList<AttemptItem> Of(JobRecord record) =>
        [.. record.History.Attempts.Select(ItemOf), .. record.LatestAttempt is { } latest ? [ItemOf(latest)] : Array.Empty<AttemptItem>()];

    private static AttemptItem ItemOf(JobAttempt attempt) => new(attempt.Attempt, attempt.Status.ToWireName())
    {
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        Error = attempt.Error,
        RequestId = attempt.RequestId,
    };
}
