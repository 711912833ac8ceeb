using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Model;

/// <summary>The numbers and switches of [AsyncJob]. One that is not written is its default.</summary>
internal sealed record JobLimits
{
    public int TimeoutSeconds { get; init; } = JobDefaults.TimeoutSeconds;

    public int MemorySize { get; init; } = JobDefaults.MemorySize;

    public int MaxAttempts { get; init; } = JobDefaults.MaxAttempts;

    public int ReserveMilliseconds { get; init; } = JobDefaults.ReserveMilliseconds;

    public int RetentionHours { get; init; } = JobDefaults.RetentionHours;

    public int TotalTimeoutSeconds { get; init; } = JobDefaults.TotalTimeoutSeconds;

    public bool RetryOnTimeout { get; init; }

    public bool RequireIdempotencyKey { get; init; }

    /// <summary>Null where the project decides.</summary>
    public bool? KeepInput { get; init; }
}
