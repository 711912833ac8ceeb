namespace AsyncJobs.Previous;

/// <summary>The end of a job whose worker has vanished, or for which none came.</summary>
internal static class LostJob
{
    private static readonly TimeSpan s_longestQueue = TimeSpan.FromHours(6);

    /// <summary>The step that ends the job, where nobody else will: its conditions hold only while the record is as it was read.</summary>
    /// <param name="record">The job.</param>
    /// <param name="lostAfter">How long the platform's retry, or its record of having given up, may take to come.</param>
    /// <param name="expiresAt">Until when the outcome can be read.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where the job may still go on by itself.</returns>
    public static JobTransition? End(JobRecord record, TimeSpan lostAfter, DateTimeOffset expiresAt, DateTimeOffset now) => record switch
    {
        // A job that is to stop is not tried again, so that it has stopped with its lease.
        { Status: JobStatus.Running, Lease: { } lease } when lease.Until + (record.CancelRequestedAt is null ? lostAfter : TimeSpan.Zero) <= now =>
            Finish(record, expiresAt),
        { Status: JobStatus.Pending } when (record.Lease?.Until ?? record.CreatedAt) + s_longestQueue + lostAfter <= now =>
            new JobTransition.Settle(record.Lease?.RequestId ?? "", new JobError(JobErrorCodes.Lost, "The job was lost: its event never reached a worker."), expiresAt),
        _ => null,
    };

    /// <summary>The end of a job whose lease is over.</summary>
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
