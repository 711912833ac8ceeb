namespace AsyncJobs;

/// <summary>Why a step of a fallback chain did not answer.</summary>
public enum FallbackReason
{
    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It did not end within the time it was given.</summary>
    TimedOut,

    /// <summary>It was not tried, because no time was left for it.</summary>
    NoTime,
}
