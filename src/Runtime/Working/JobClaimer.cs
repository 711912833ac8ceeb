using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Working;

/// <summary>Takes a job for one invocation, or finds out what is to be done where it cannot be taken.</summary>
internal sealed class JobClaimer(
    JobCatalog jobs, IJobStore store, OutcomeWriter writer, LaterLook later, CallbackSender callbacks, TimeSpan retryDelay, TimeProvider time, WorkLog log)
{
    // After this, the platform has killed the invocation, whatever the difference between its clock and ours.
    private static readonly TimeSpan s_leaseSlack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_leaseWithoutDeadline = TimeSpan.FromMinutes(15);

    /// <summary>Claims the job of an event.</summary>
    /// <returns>The job; null where this event has nothing to do.</returns>
    public async ValueTask<JobRecord?> ClaimAsync(JobDefinition job, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("claim");
        DateTimeOffset now = time.RecordNow();
        DateTimeOffset until = RecordTime.ToMilliseconds(invocation.Deadline + s_leaseSlack ?? now + s_leaseWithoutDeadline);
        JobLease lease = new(JobId.New(), invocation.RequestId, until, RecordTime.ToMilliseconds(now + (retryDelay / 2)));
        JobTransition.Claim claim = new(lease, job.MaxAttempts, workerEvent.Continuation);
        JobTransitionResult result = await store.ApplyAsync(workerEvent.Id, claim, now, budget.Token).ConfigureAwait(false);
        if (result.Applied)
            return result.Record;

        if (result.Record is { } refused)
            await LeaveAsync(job, refused, workerEvent, invocation, budget).ConfigureAwait(false);
        else
            log.NotClaimed(workerEvent, invocation.RequestId, null);
        return null;
    }

    /// <summary>Does what is still to be done for a job that this event does not get. The event will not come again.</summary>
    private async ValueTask LeaveAsync(JobDefinition job, JobRecord record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        DateTimeOffset now = time.RecordNow();
        switch (RefusedClaim.Judge(record, invocation.RequestId, workerEvent.Continuation, jobs.TermsOf(job.Name, now), now))
        {
            case NextStep.End(var end):
                JobTransitionResult result = await store.ApplyAsync(record.Id, end, now, budget.Token).ConfigureAwait(false);
                record = result.Applied ? JobStateMachine.Apply(record, end, now) ?? record : record;
                break;

            case NextStep.LookAt(var again):
                await later.ScheduleAsync(new DelayedMessage(record.Id, record.Job, again), invocation.RequestId, budget.Token).ConfigureAwait(false);
                break;

            case NextStep.SendContinuation:
                await writer.SendNextAsync(record, workerEvent, budget).ConfigureAwait(false);
                break;
        }

        log.NotClaimed(workerEvent, invocation.RequestId, record);

        // The worker before may have ended between the job's end and its callback, or the caller cancelled the job.
        await callbacks.SendAsync(record, isLast: true, invocation.RequestId, budget).ConfigureAwait(false);
    }
}
