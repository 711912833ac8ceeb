namespace AsyncJobs.Logging;

/// <summary>One line of the log.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Event">What happened, as a fixed name such as <c>job.accepted</c>.</param>
public readonly record struct JobLogEntry(JobLogLevel Level, string Event)
{
    /// <summary>More on it, for a person. Never text from a request.</summary>
    public string? Message { get; init; }

    /// <summary>The job's name.</summary>
    public string? Job { get; init; }

    /// <summary>The job's id.</summary>
    public string? JobId { get; init; }

    /// <summary>The invocation's request id.</summary>
    public string? RequestId { get; init; }

    /// <summary>The attempt; 0 where it does not matter.</summary>
    public int Attempt { get; init; }

    /// <summary>The state the job is in now.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>The exception behind it.</summary>
    public Exception? Exception { get; init; }
}
