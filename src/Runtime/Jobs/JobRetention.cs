namespace AsyncJobs.Jobs;

/// <summary>How long a job can be read.</summary>
internal static class JobRetention
{
    /// <summary>The table's TTL counts whole seconds, so the retention is rounded up to one.</summary>
    public static DateTimeOffset ExpiryOf(JobDefinition job, DateTimeOffset from) =>
        DateTimeOffset.FromUnixTimeSeconds(from.AddHours(job.RetentionHours).ToUnixTimeSeconds() + 1);
}
