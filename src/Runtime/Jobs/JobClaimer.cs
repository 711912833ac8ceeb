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

        JobRecord? refused = result.Record is { } left ? await EndVanishedAsync(job, left, now, budget).ConfigureAwait(false) : null;
        platform.Log.Write(new JobLogEntry(JobLogLevel.Information, "job.not-claimed")
        {
            Message = refused is null ? "The job does not exist: it was not dispatched or has expired." : "The job is finished, or another worker has it.",
            Job = job.Name,
            JobId = workerEvent.Id,
            RequestId = invocation.RequestId,
            Status = refused?.Status,
        });
        if (refused is null)
            return null;

        // The invocation before ended between the record and the event by which the job was to go on; a second event does no harm.
        if (refused is { Status: JobStatus.Pending, IsContinued: true } && refused.Continuation == workerEvent.Continuation + 1)
            await new OutcomeWriter(platform).SendNextAsync(refused, workerEvent, budget).ConfigureAwait(false);

        // The worker before may have ended between the job's end and its callback, or the caller cancelled the job.
        await new CallbackSender(app, platform).SendAsync(refused, isLast: true, invocation.RequestId, budget).ConfigureAwait(false);
        return null;
    }

    // The same request id is not enough: the platform may deliver one event twice while its first delivery is still at work.
    private async ValueTask<JobRecord> EndVanishedAsync(JobDefinition job, JobRecord record, DateTimeOffset now, InvocationBudget budget)
    {
        bool isVanished = record is { Status: JobStatus.Running, Lease: { } lease } && lease.Until <= now;
        if (!isVanished || (record.Attempt < job.MaxAttempts && record.CancelRequestedAt is null))
            return record;

        JobTransition.Finish lost = LostJob.Finish(record, app.ExpiryOf(record, now));
        JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, lost, now, budget.Token).ConfigureAwait(false);
        return result.Applied ? JobStateMachine.Apply(record, lost, now) ?? record : record;
    }
}
