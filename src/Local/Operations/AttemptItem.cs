namespace AsyncJobs.Local.Operations;

/// <summary>An attempt of a job, or a part of one that went on in another invocation.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="End">How it ended, by its name on the wire: see <see cref="Lifecycle.JobAttemptStatus"/>.</param>
internal sealed record AttemptItem(int Attempt, string End)
{
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public JobError? Error { get; init; }

    public string? RequestId { get; init; }
}
