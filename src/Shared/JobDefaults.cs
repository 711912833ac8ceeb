using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What <c>[AsyncJob]</c> says where it does not say it.</summary>
[Embedded]
internal static class JobDefaults
{
    public const int TimeoutSeconds = JobRanges.MostTimeoutSeconds;

    /// <summary>In MB; also that of the functions without a job's method.</summary>
    public const int MemorySize = 512;

    public const int MaxAttempts = JobRanges.MostMaxAttempts;

    public const int ReserveMilliseconds = 1000;

    public const int RetentionHours = 24;

    /// <summary>A day.</summary>
    public const int TotalTimeoutSeconds = 24 * 60 * 60;
}
