namespace AsyncJobs.Local.Operations;

/// <summary>An attempt of a job, or a part of one that went on in another invocation.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="End">How it ended: a status of jobs, <c>LOST</c> for one whose worker vanished, or <c>CONTINUED</c>.</param>
internal sealed record AttemptItem(int Attempt, string End)
{
    /// <summary>An attempt whose worker vanished.</summary>
    public const string Lost = "LOST";

    /// <summary>One that went on in another invocation.</summary>
    public const string Continued = "CONTINUED";

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public JobError? Error { get; init; }

    public string? RequestId { get; init; }
}
