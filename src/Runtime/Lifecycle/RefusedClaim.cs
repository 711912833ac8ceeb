namespace AsyncJobs.Lifecycle;

/// <summary>
/// Says what a worker does that could not claim the job of its event. Whoever else has the job may have vanished, and this event will not come again.
/// </summary>
internal static class RefusedClaim
{
    /// <param name="record">The job that refused the claim.</param>
    /// <param name="requestId">The invocation.</param>
    /// <param name="continuation">Which of the job's events the worker has.</param>
    /// <param name="terms">When the job has to end.</param>
    /// <param name="now">The time.</param>
    public static NextStep Judge(JobRecord record, string requestId, int continuation, EndTerms terms, DateTimeOffset now)
    {
        // The invocation before may have ended between the record and the event by which the job goes on. Only its own retry sends it again:
        // duplicates that all did would multiply with each step.
        if (record is { Status: JobStatus.Pending, IsContinued: true }
            && record.Continuation == continuation + 1
            && record.Lease?.RequestId == requestId)
        {
            return new NextStep.SendContinuation(Precaution.TimeOf(record, terms));
        }

        return record.Status is JobStatus.Running || (record.Status is JobStatus.Pending && record.Continuation == continuation)
            ? LostJob.Judge(record, terms, now)
            : NextStep.Nothing;
    }
}
