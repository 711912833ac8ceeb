using AsyncJobs.Sam.Manifest;

namespace AsyncJobs.Sam.Plan;

/// <summary>How Lambda treats the events of a worker.</summary>
internal static class AsyncPlan
{
    /// <summary>As long as Lambda keeps an event, and as long as a job's record waits for its own.</summary>
    public const int MaximumEventAgeInSeconds = 21_600;

    public static int MaximumRetryAttempts(JobManifest job) => Math.Clamp(job.MaxAttempts - 1, 0, 2);
}
