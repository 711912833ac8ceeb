namespace AsyncJobs.Lifecycle;

/// <summary>Says what a worker does whose outcome was refused.</summary>
internal static class RefusedOutcome
{
    /// <summary>
    /// Whether the job is still the attempt's own, and its caller wants it to stop: an attempt that meant to be followed by another one ends the job
    /// as CANCELLED instead.
    /// </summary>
    /// <param name="current">The job that refused the outcome.</param>
    /// <param name="leaseToken">The attempt's lease.</param>
    public static bool IsToStop(JobRecord? current, string leaseToken) =>
        current is { Status: JobStatus.Running, CancelRequestedAt: not null } && current.Lease?.Token == leaseToken;
}
