namespace AsyncJobs.Sam.Manifest;

/// <summary>What the generator wrote of a job into its assembly.</summary>
internal sealed record JobManifest
{
    public required int Manifest { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Method { get; init; }

    /// <summary>The HTTP method of its endpoint; null for a job that only code starts.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>The path of its endpoint; null for a job that only code starts.</summary>
    public string? Path { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int MemorySize { get; init; }

    public required int MaxAttempts { get; init; }

    public required int ReserveMilliseconds { get; init; }

    public required int RetentionHours { get; init; }

    public required int TotalTimeoutSeconds { get; init; }

    /// <summary>Whether the job goes on in other invocations.</summary>
    public bool HasState { get; init; }

    /// <summary>Whether its input is kept, so that it can be run again.</summary>
    public bool KeepsInput { get; init; }

    /// <summary>Whether its result is a file, which only a bucket can keep.</summary>
    public bool ReturnsFile { get; init; }

    public string? Authorizer { get; init; }

    /// <summary>The names of the jobs that the job's method may start.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>The accept function's handler; null in an executable.</summary>
    public string? AcceptHandler { get; init; }

    /// <summary>The worker's handler; null in an executable.</summary>
    public string? WorkHandler { get; init; }

    /// <summary>Whether requests start it.</summary>
    public bool HasRoute => Path is not null;
}
