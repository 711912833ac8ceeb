using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Reads jobs, and ends those whose worker has vanished on the way.</summary>
internal sealed class JobReader(JobCatalog jobs, IJobStore store, CallbackSender callbacks, TimeProvider time, EndLog log)
{
    /// <summary>Reads a job and nothing else. Null when there is none, or it is expired.</summary>
    public async ValueTask<JobRecord?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        JobRecord? record = JobId.IsValid(id) ? await store.GetAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return record is null || record.ExpiresAt <= time.RecordNow() ? null : record;
    }

    /// <summary>Writes down that a job is lost, where its worker has vanished.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="requestId">The invocation, for the log; null for none.</param>
    /// <param name="budget">What its callback may spend.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job as it stands then; null when it is gone.</returns>
    public async ValueTask<JobRecord?> EndLostAsync(JobRecord record, string? requestId, InvocationBudget budget, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.RecordNow();

        // Settle may still come with the platform's own word on it, so that a reader waits a while also where no attempt is left.
        if (LostJob.Judge(record, jobs.TermsOf(record.Job, now) with { MaxAttempts = null }, now) is not NextStep.End(var end))
            return record;

        JobTransitionResult result = await store.ApplyAsync(record.Id, end, now, cancellationToken).ConfigureAwait(false);
        if (!result.Applied)
            return result.Record;

        JobRecord ended = JobStateMachine.Apply(record, end, now)!;
        log.EndedByReader(ended, requestId);
        return await callbacks.SendWithinRequestAsync(ended, isLast: true, requestId, budget).ConfigureAwait(false);
    }
}
