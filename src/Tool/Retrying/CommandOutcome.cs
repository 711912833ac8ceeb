namespace AsyncJobs.Tool.Retrying;

/// <summary>What became of a job that was to be cancelled or run again, as the command prints it for programs.</summary>
/// <param name="Id">The job.</param>
/// <param name="Outcome">What became of it, such as <c>started</c>, <c>already</c> or <c>inputNotKept</c>.</param>
internal sealed record CommandOutcome(string Id, string Outcome)
{
    /// <summary>The name of the job's definition, where it is known.</summary>
    public string? Job { get; init; }

    /// <summary>The job that runs it again.</summary>
    public string? RetriedBy { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Status { get; init; }

    /// <summary>Why nothing was done.</summary>
    public string? Reason { get; init; }
}
