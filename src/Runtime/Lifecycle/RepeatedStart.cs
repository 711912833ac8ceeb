namespace AsyncJobs.Lifecycle;

/// <summary>Says what a request does that repeats a start under an idempotency key.</summary>
internal static class RepeatedStart
{
    /// <summary>Whether the platform may not have the job's event: the request that stored the job may have ended before it sent it.</summary>
    public static bool LacksEvent(JobRecord record) => record is { Status: JobStatus.Pending, Attempt: 0, Redispatch: null or { SentAt: null } };
}
