using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>Says what becomes of a job whose worker may have vanished, or for which none may come.</summary>
internal static class LostJob
{
    /// <summary>An event may wait this long in the platform's queue, and must find its record then.</summary>
    public static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(DeploymentDefaults.EventAgeSeconds);

    /// <summary>Ends a job that nobody else will end, or says when it is to be looked at again.</summary>
    public static NextStep Judge(JobRecord record, EndTerms terms, DateTimeOffset now) => LostAt(record, terms) switch
    {
        null => NextStep.Nothing,
        { } lostAt when lostAt > now => new NextStep.LookAt(lostAt),
        _ => new NextStep.End(record.Status is JobStatus.Running ? Finish(record, terms.ExpiresAt) : NeverStarted(record, terms.ExpiresAt)),
    };

    /// <summary>The end of a job whose lease is over: CANCELLED where its caller wanted it to stop, else FAILED.</summary>
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

    private static JobTransition.Settle NeverStarted(JobRecord record, DateTimeOffset expiresAt) => new(
        record.Lease?.RequestId ?? "",
        new JobError(JobErrorCodes.Lost, "The job was lost: its event never reached a worker."),
        expiresAt,
        record.Continuation);

    private static DateTimeOffset? LostAt(JobRecord record, EndTerms terms) => record.Status switch
    {
        JobStatus.Running => record.Lease!.Until + (CanBeRetried(record, terms.MaxAttempts) ? terms.LostAfter : TimeSpan.Zero),
        JobStatus.Pending => (record.Lease?.Until ?? record.CreatedAt) + LongestQueue + terms.LostAfter,
        _ => null,
    };

    // No worker can take a job over that is to stop, or whose attempts are used up.
    private static bool CanBeRetried(JobRecord record, int? maxAttempts) =>
        record.CancelRequestedAt is null && !(record.Attempt >= maxAttempts);
}
