namespace AsyncJobs.Analyzers.Values;

/// <summary>What a fixed value was taken from.</summary>
internal enum FixedSource
{
    /// <summary>A literal or constant.</summary>
    Constant,

    /// <summary>A static field or property.</summary>
    Static,

    /// <summary>A parameter's default.</summary>
    DefaultParameter,

    /// <summary>IConfiguration, IOptions, or an object filled from them.</summary>
    Configuration,

    /// <summary>An environment variable.</summary>
    Environment,
}
