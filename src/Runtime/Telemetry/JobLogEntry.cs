namespace AsyncJobs.Logging;

/// <summary>One line of the log: of the library's own, or of a logger in an application that registers no logging.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Event">What happened, as a fixed name such as <c>job.accepted</c>; empty for the line of a logger.</param>
public readonly record struct JobLogEntry(JobLogLevel Level, string Event)
{
    /// <summary>More on it, for a person. Of the library's own lines, never text from a request.</summary>
    public string? Message { get; init; }

    /// <summary>The logger's category; null for a line of the library's own.</summary>
    public string? Category { get; init; }

    /// <summary>The values that a logger was told, those of its scopes before its own; null for none.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Values { get; init; }

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

    /// <summary>The outgoing service it is about.</summary>
    public string? Service { get; init; }

    /// <summary>The HTTP method of the outgoing call.</summary>
    public string? Method { get; init; }

    /// <summary>Where the outgoing call went: scheme, host, port and path; never a query or credentials.</summary>
    public string? Url { get; init; }

    /// <summary>The time the outgoing call was given.</summary>
    public TimeSpan? Granted { get; init; }

    /// <summary>The time the outgoing call took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The id that the systems taking part in one request share.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The trace it belongs to.</summary>
    public string? TraceId { get; init; }

    /// <summary>The exception behind it.</summary>
    public Exception? Exception { get; init; }
}
