namespace AsyncJobs.Logging;

/// <summary>How much a log entry matters. The library's own lines have the three in the middle, and those of loggers any.</summary>
public enum JobLogLevel
{
    /// <summary>Each single step.</summary>
    Trace = -2,

    /// <summary>What helps while something is developed.</summary>
    Debug = -1,

    /// <summary>What is to be expected.</summary>
    Information = 0,

    /// <summary>What went wrong and was dealt with.</summary>
    Warning = 1,

    /// <summary>What somebody has to look at.</summary>
    Error = 2,

    /// <summary>What nothing works with any more.</summary>
    Critical = 3,
}
