namespace AsyncJobs.Generator.Model;

/// <summary>The numbers and switches of [AsyncJob].</summary>
internal readonly record struct JobLimits(
    int TimeoutSeconds,
    int MemorySize,
    int MaxAttempts,
    int ReserveMilliseconds,
    int RetentionHours,
    bool RetryOnTimeout = false,
    bool RequireIdempotencyKey = false,
    int TotalTimeoutSeconds = JobLimits.DefaultTotalTimeoutSeconds)
{
    public const int DefaultTotalTimeoutSeconds = 86_400;
}
