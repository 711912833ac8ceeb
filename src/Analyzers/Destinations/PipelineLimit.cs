namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Whether a resilience pipeline has a timeout.</summary>
internal enum PipelineLimit
{
    /// <summary>That cannot be seen.</summary>
    Unknown = 0,

    /// <summary>It has none.</summary>
    None,

    /// <summary>It has one, of whatever length.</summary>
    Timeout,
}
