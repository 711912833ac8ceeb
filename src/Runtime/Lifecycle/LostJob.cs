using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>Says what becomes of a job whose worker may have vanished, or for which none may come.</summary>
internal static class LostJob
{
    /// <summary>An event may wait this long in the platform's queue, and must find its record then.</summary>
    public static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(DeploymentDefaults.EventAgeSeconds);

    // A status that a newer version wrote: some newer function will know it again.
    private static readonly TimeSpan s_unknownPause = TimeSpan.FromHours(1);

    /// <summary>Ends a job that nobody else will end, or says when it is to be looked at again.</summary>
    public static NextStep Judge(JobRecord record, EndTerms terms, DateTimeOffset now) => LostAt(record, terms) switch
    {
        _ when record is { Status: JobStatus.Unknown, FinishedAt: null } => new NextStep.LookAt(now + s_unknownPause),
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
            expiresAt)
        {
            UnlessToStop = !isCancelled,
        };
    }

    private static JobTransition.Settle NeverStarted(JobRecord record, DateTimeOffset expiresAt) => new(
        record.Lease?.RequestId ?? "",
        new JobError(JobErrorCodes.Lost, "The job was lost: its event never reached a worker."),
        expiresAt,
        record.Continuation)
    {
        RedispatchToken = record.Redispatch?.Token,
    };

    private static DateTimeOffset? LostAt(JobRecord record, EndTerms terms) => record.Status switch
    {
        JobStatus.Running => record.Lease!.Until + (CanBeRetried(record, terms.MaxAttempts) ? terms.LostAfter : TimeSpan.Zero),
        JobStatus.Pending => (record.Lease?.Until ?? LastStart(record)) + LongestQueue + terms.LostAfter,
        _ => null,
    };

    // When the last event of the start was sent, as far as the record tells. A repeated start may have sent one long after the first.
    private static DateTimeOffset LastStart(JobRecord record) =>
        record.Redispatch is { } again && (again.SentAt ?? again.Until) is var last && last > record.CreatedAt ? last : record.CreatedAt;

    // No worker can take a job over that is to stop, or whose attempts are used up.
    private static bool CanBeRetried(JobRecord record, int? maxAttempts) =>
        record.CancelRequestedAt is null && !(record.Attempt >= maxAttempts);
}
