using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Takes a job for one invocation, or finds out what is to be done where it cannot be taken.</summary>
internal sealed class JobClaimer(JobApp app, JobPlatform platform)
{
    // After this, the platform has killed the invocation, whatever the difference between its clock and ours.
    private static readonly TimeSpan s_leaseSlack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_leaseWithoutDeadline = TimeSpan.FromMinutes(15);

    /// <summary>Claims the job of an event.</summary>
    /// <returns>The job; null where this event has nothing to do.</returns>
    public async ValueTask<JobRecord?> ClaimAsync(JobDefinition job, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("claim");
        DateTimeOffset now = platform.Now();
        DateTimeOffset until = JobPlatform.ToMilliseconds(invocation.Deadline + s_leaseSlack ?? now + s_leaseWithoutDeadline);
        JobLease lease = new(JobId.New(), invocation.RequestId, until, JobPlatform.ToMilliseconds(now + (platform.RetryDelay / 2)));
        JobTransition.Claim claim = new(lease, job.MaxAttempts, workerEvent.Continuation);
        JobTransitionResult result = await platform.Store.ApplyAsync(workerEvent.Id, claim, now, budget.Token).ConfigureAwait(false);
        if (result.Applied)
            return result.Record;

        if (result.Record is { } refused)
            await LeaveAsync(job, refused, workerEvent, invocation, budget).ConfigureAwait(false);
        else
            LogNotClaimed(job, workerEvent, invocation, null);
        return null;
    }

    /// <summary>Does what is still to be done for a job that this event does not get. The event will not come again.</summary>
    private async ValueTask LeaveAsync(JobDefinition job, JobRecord record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        DateTimeOffset now = platform.Now();
        switch (RefusedClaim.Judge(record, invocation.RequestId, workerEvent.Continuation, app.TermsOf(job.Name, now), now))
        {
            case NextStep.End(var end):
                JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, end, now, budget.Token).ConfigureAwait(false);
                record = result.Applied ? JobStateMachine.Apply(record, end, now) ?? record : record;
                break;

            case NextStep.LookAt(var time):
                await new LaterLook(platform).ScheduleAsync(new DelayedMessage(record.Id, record.Job, time), invocation.RequestId, budget.Token).ConfigureAwait(false);
                break;

            case NextStep.SendContinuation:
                await new OutcomeWriter(platform).SendNextAsync(record, workerEvent, budget).ConfigureAwait(false);
                break;
        }

        LogNotClaimed(job, workerEvent, invocation, record);

        // The worker before may have ended between the job's end and its callback, or the caller cancelled the job.
        await new CallbackSender(app, platform).SendAsync(record, isLast: true, invocation.RequestId, budget).ConfigureAwait(false);
    }

    private void LogNotClaimed(JobDefinition job, WorkerEvent workerEvent, Invocation invocation, JobRecord? record) =>
        platform.Log.Write(new JobLogEntry(JobLogLevel.Information, "job.not-claimed")
        {
            Message = record is null ? "The job does not exist: it was not dispatched or has expired." : "The job is finished, or another worker has it.",
            Job = job.Name,
            JobId = workerEvent.Id,
            RequestId = invocation.RequestId,
            Status = record?.Status,
        });
}
