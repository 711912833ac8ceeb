using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Working;

/// <summary>Takes a job for one invocation, or finds out what is to be done where it cannot be taken.</summary>
internal sealed class JobClaimer(
    JobCatalog jobs,
    IJobStore store,
    JobEnder ender,
    OutcomeWriter writer,
    LaterLook later,
    EarlyLook early,
    CallbackSender callbacks,
    TimeSpan retryDelay,
    TimeProvider time,
    WorkLog log)
{
    // After this, the platform has killed the invocation, whatever the difference between its clock and ours.
    private static readonly TimeSpan s_leaseSlack = TimeSpan.FromSeconds(5);

    // Nobody ends an invocation without a deadline: its method may go on for longer than its job's timeout says.
    private static readonly TimeSpan s_leastWithoutDeadline = TimeSpan.FromSeconds(JobRanges.MostTimeoutSeconds);

    /// <summary>Claims the job of an event.</summary>
    /// <returns>The job; null where this event has nothing to do.</returns>
    public async ValueTask<JobRecord?> ClaimAsync(JobDefinition job, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("claim");
        DateTimeOffset now = time.RecordNow();
        DateTimeOffset until = RecordTime.ToMilliseconds(invocation.Deadline + s_leaseSlack ?? now + WithoutDeadline(job));
        JobLease lease = new(LeaseToken.New(now), invocation.RequestId, until, RecordTime.ToMilliseconds(now + (retryDelay / 2)));
        JobTransition.Claim claim = new(lease, job.MaxAttempts, workerEvent.Continuation);
        JobTransitionResult result = await store.ApplyAsync(workerEvent.Id, claim, now, budget.Token).ConfigureAwait(false);
        if (result is { Applied: true, Record: { } claimed })
        {
            if (claimed.Attempt == 1 && workerEvent.Continuation == 0)
                JobMetrics.Claimed(claimed.Job, now - claimed.CreatedAt);
            await early.AfterClaimAsync(claimed, invocation.RequestId, budget).ConfigureAwait(false);
            return claimed;
        }

        JobMetrics.ClaimRefused(job.Name);
        JobRecord? left = await LeaveAsync(job, result.Record, workerEvent, invocation, budget).ConfigureAwait(false);
        log.NotClaimed(workerEvent, invocation.RequestId, left);

        // The worker before may have ended between the job's end and its callback, or the caller cancelled the job.
        if (left is not null)
            await callbacks.SendAsync(left, isLast: true, invocation.RequestId, budget).ConfigureAwait(false);
        return null;
    }

    private static TimeSpan WithoutDeadline(JobDefinition job)
    {
        TimeSpan timeout = TimeSpan.FromSeconds(job.TimeoutSeconds);
        return timeout > s_leastWithoutDeadline ? timeout : s_leastWithoutDeadline;
    }

    /// <summary>Does what is still to be done for a job that this event does not get. The event will not come again.</summary>
    /// <returns>The job as it stands then; null where it is gone.</returns>
    private async ValueTask<JobRecord?> LeaveAsync(
        JobDefinition job, JobRecord? record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        while (record is not null)
        {
            DateTimeOffset now = time.RecordNow();
            switch (RefusedClaim.Judge(record, invocation.RequestId, workerEvent.Continuation, jobs.TermsOf(job.Name, now), now))
            {
                case NextStep.End end:
                    (bool isEnded, record) = await ender.EndAsync(record, end, now, budget.Token).ConfigureAwait(false);
                    if (!isEnded)
                        continue;
                    break;

                case NextStep.LookAt(var again):
                    DelayedMessage message = new(record.Id, record.Job, again);
                    await later.ScheduleAsync(message, invocation.RequestId, budget.Token).ConfigureAwait(false);
                    break;

                case NextStep.SendContinuation(var look):
                    await early.SendAsync(record, look, invocation.RequestId, budget).ConfigureAwait(false);
                    await writer.SendNextAsync(record, workerEvent, budget).ConfigureAwait(false);
                    break;
            }

            return record;
        }

        return null;
    }
}
