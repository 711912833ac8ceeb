namespace AsyncJobs.Lifecycle;

/// <summary>An event that the platform gave up on: its retries are used up, or it became too old.</summary>
/// <param name="RequestId">The request id of the event's invocations.</param>
/// <param name="Continuation">Which of the job's events it was: that of a start is 0.</param>
/// <param name="IsTooOld">Whether it waited too long for a worker, instead of failing there.</param>
/// <param name="At">When the platform gave it up; null where that is not known.</param>
internal sealed record GivenUpEvent(string RequestId, int Continuation, bool IsTooOld, DateTimeOffset? At = null)
{
    // The platform's clock may be this much behind the one that gave the job its time. A job with the same id before it expired an hour ago at least.
    private static readonly TimeSpan s_clockSlack = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Ends a job that nothing but this event could bring on. A delivery that is still at work keeps the job until its lease is over: all deliveries
    /// of an event have the same request id, so that another one than the one that was given up may be running. Another event keeps the job for as
    /// long as it may come.
    /// </summary>
    public NextStep Judge(JobRecord record, EndTerms terms, DateTimeOffset now)
    {
        if (At + s_clockSlack < record.CreatedAt)
            return NextStep.Nothing;
        if (MayHaveAnotherEvent(record))
            return LostJob.Judge(record, terms, now);

        JobTransition.Settle settle = new(RequestId, Error, terms.ExpiresAt, Continuation) { RedispatchToken = record.Redispatch?.Token };
        if (JobStateMachine.CanSettle(record, settle, now))
            return new NextStep.End(settle);

        if (record is not { Status: JobStatus.Running, Lease: { } lease } || lease.RequestId != RequestId)
            return LostJob.Judge(record, terms, now);

        return lease.Until > now ? new NextStep.LookAt(lease.Until) : new NextStep.End(LostJob.Finish(record, terms.ExpiresAt));
    }

    // A repeated start has sent another event of the start, or may have. The invocation that asked for another one has sent the next event, or may
    // have.
    private bool MayHaveAnotherEvent(JobRecord record) => record is { Continuation: 0, Redispatch: not null }
        || (record is { Status: JobStatus.Pending, IsContinued: true } && record.Continuation == Continuation + 1);

    private JobError Error => new(
        JobErrorCodes.PlatformGaveUp,
        IsTooOld ? "The job waited too long for a worker." : "Every attempt of the job ended without an outcome.",
        RequestId);
}
