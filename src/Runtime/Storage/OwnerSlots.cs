using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Storage;

/// <summary>Applies the transitions that may end a job, and gives back its place among the unfinished jobs of its owner, if it has one.</summary>
internal sealed class OwnerSlots(IJobStore store, IOwnerUsageStore usage, JobLog log)
{
    /// <summary>Applies a transition.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="transition">The step.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<JobTransitionResult> ApplyAsync(
        JobRecord record, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobTransitionResult result = await store.ApplyAsync(record.Id, transition, now, cancellationToken).ConfigureAwait(false);
        if (result.Applied && transition is JobTransition.Finish or JobTransition.Cancel or JobTransition.Settle)
        {
            if (JobMetrics.IsHeard && JobStateMachine.Apply(record, transition, now) is { } ended)
                JobMetrics.Finished(ended.Job, ended.Status, now - ended.CreatedAt, ended.Attempt);
            await ReleaseAsync(record, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Gives a job's place back, if it has one. Never throws: a start of the same owner finds out what was not given back.</summary>
    public async ValueTask ReleaseAsync(JobRecord record, CancellationToken cancellationToken)
    {
        if (record is not { IsCounted: true, Owner: { } owner })
            return;

        try
        {
            await usage.ApplyAsync(OwnerKey.Of(owner), new UsageChange.Release(record.Id), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.SlotNotReleased)
            {
                Message = "The job has ended, but counts as unfinished until its owner starts another one while they have as many as they may have.",
                Job = record.Job,
                JobId = record.Id,
                Exception = exception,
            });
        }
    }
}
