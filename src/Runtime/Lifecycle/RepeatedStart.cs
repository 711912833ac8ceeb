namespace AsyncJobs.Lifecycle;

/// <summary>Says what a request does that repeats a start under an idempotency key.</summary>
internal static class RepeatedStart
{
    /// <summary>
    /// Whether the job's event is to be sent: the request that stored the job may have ended before it sent it. An event that could outlive the
    /// record is not sent, because it would then find a younger job under the same key.
    /// </summary>
    public static bool LacksEvent(JobRecord record, DateTimeOffset now) =>
        record is { Status: JobStatus.Pending, Attempt: 0, Redispatch: null or { SentAt: null } } && now + LostJob.LongestQueue <= record.ExpiresAt;
}
