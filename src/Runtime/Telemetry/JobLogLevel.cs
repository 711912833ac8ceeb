namespace AsyncJobs.Logging;

/// <summary>How much a log entry matters.</summary>
public enum JobLogLevel
{
    /// <summary>What is to be expected.</summary>
    Information,

    /// <summary>What went wrong and was dealt with.</summary>
    Warning,

    /// <summary>What somebody has to look at.</summary>
    Error,
}
