using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;

namespace AsyncJobs.Jobs;

/// <summary>How long a job can be read.</summary>
internal static class JobRetention
{
    /// <summary>The table's TTL counts whole seconds, so the retention is rounded up to one.</summary>
    public static DateTimeOffset ExpiryOf(JobDefinition job, DateTimeOffset from) =>
        DateTimeOffset.FromUnixTimeSeconds(from.AddHours(job.RetentionHours).ToUnixTimeSeconds() + 1);

    /// <summary>
    /// The same of a job that has not ended: its event may wait in the platform's queue, and must find the record then. So must the end of a last
    /// attempt that begins so late.
    /// </summary>
    public static DateTimeOffset UnfinishedExpiryOf(JobDefinition job, DateTimeOffset from) =>
        ExpiryOf(job, from) + LostJob.LongestQueue + LongAttempt.Beyond(job.TimeoutSeconds);
}
