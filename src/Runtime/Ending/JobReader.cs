using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Reads jobs, and ends those whose worker has vanished on the way.</summary>
internal sealed class JobReader(JobCatalog jobs, IJobStore store, JobEnder ender, CallbackSender callbacks, TimeProvider time, EndLog log)
{
    /// <summary>Reads a job and nothing else. Null when there is none, or it is expired or removed.</summary>
    public async ValueTask<JobRecord?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        JobRecord? record = JobId.IsValid(id) ? await store.GetAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return record is null || record.PurgedAt is not null || record.ExpiresAt <= time.RecordNow() ? null : record;
    }

    /// <summary>Reads a job for code, and ends it where its worker has vanished. Null as in <see cref="ReadAsync"/>.</summary>
    public async ValueTask<JobRecord?> ReadCurrentAsync(string id, CancellationToken cancellationToken)
    {
        JobRecord? record = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null
            ? null
            : await EndLostAsync(record, InvocationScope.Current.RequestId, InvocationBudget.Current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down that a job is lost, where its worker has vanished.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="requestId">The invocation, for the log; null for none.</param>
    /// <param name="budget">What its callback may spend.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job as it stands then; null when it is gone.</returns>
    public async ValueTask<JobRecord?> EndLostAsync(JobRecord record, string? requestId, InvocationBudget budget, CancellationToken cancellationToken)
    {
        JobRecord? current = record;
        while (current is not null)
        {
            // Settle may still come with the platform's own word on it, so that a reader waits a while also where no attempt is left.
            DateTimeOffset now = time.RecordNow();
            if (LostJob.Judge(current, jobs.TermsOf(current.Job, now) with { MaxAttempts = null }, now) is not NextStep.End end)
                return current;

            (bool isEnded, current) = await ender.EndAsync(current, end, now, cancellationToken).ConfigureAwait(false);
            if (!isEnded)
                continue;

            log.EndedByReader(current!, requestId);
            return await callbacks.SendWithinRequestAsync(current!, isLast: true, requestId, budget).ConfigureAwait(false);
        }

        return null;
    }
}
