using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>The end of a job whose worker has vanished.</summary>
internal static class LostJob
{
    public static JobTransition.Finish Finish(JobRecord record, DateTimeOffset expiresAt)
    {
        bool isCancelled = record.CancelRequestedAt is not null;
        return new JobTransition.Finish(
            record.Lease!.Token,
            isCancelled ? JobStatus.Cancelled : JobStatus.Failed,
            default,
            isCancelled ? null : new JobError(JobErrorCodes.Lost, "The job was lost: its worker ended without an outcome.", record.Lease.RequestId),
            expiresAt);
    }
}
