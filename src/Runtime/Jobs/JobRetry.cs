namespace AsyncJobs.Jobs;

/// <summary>What became of the wish to run a job again.</summary>
public sealed record JobRetry
{
    /// <summary>What became of it.</summary>
    public required JobRetryOutcome Outcome { get; init; }

    /// <summary>The id of the job that runs it again; null where the outcome is another one than <see cref="JobRetryOutcome.Started"/>.</summary>
    public string? Id { get; init; }

    /// <summary>Why no job runs it again, as a sentence that says what to do; null where one does, and where there is no such job.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether an earlier wish started the job that runs it again.</summary>
    internal bool IsRepeated { get; init; }
}
