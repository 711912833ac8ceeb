namespace AsyncJobs.Lifecycle;

/// <summary>An event that the platform gave up on: its retries are used up, or it became too old.</summary>
/// <param name="RequestId">The request id of the event's invocations.</param>
/// <param name="Continuation">Which of the job's events it was: that of a start is 0.</param>
/// <param name="IsTooOld">Whether it waited too long for a worker, instead of failing there.</param>
internal sealed record GivenUpEvent(string RequestId, int Continuation, bool IsTooOld)
{
    /// <summary>
    /// Ends a job that nothing but this event could bring on. A delivery that is still at work keeps the job until its lease is over: all deliveries of an
    /// event have the same request id, so that another one than the one that was given up may be running.
    /// </summary>
    public NextStep Judge(JobRecord record, EndTerms terms, DateTimeOffset now)
    {
        if (JobStateMachine.CanSettle(record, RequestId, Continuation, now))
            return new NextStep.End(new JobTransition.Settle(RequestId, Error, terms.ExpiresAt, Continuation));

        if (record is not { Status: JobStatus.Running, Lease: { } lease } || lease.RequestId != RequestId)
            return LostJob.Judge(record, terms, now);

        return lease.Until > now ? new NextStep.LookAt(lease.Until) : new NextStep.End(LostJob.Finish(record, terms.ExpiresAt));
    }

    private JobError Error => new(
        JobErrorCodes.PlatformGaveUp,
        IsTooOld ? "The job waited too long for a worker." : "Every attempt of the job ended without an outcome.",
        RequestId);
}
