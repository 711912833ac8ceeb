using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Looks at a job that may not end by itself, and ends it where nobody else will.</summary>
internal sealed class JobLooker(JobCatalog jobs, IJobStore store, JobEnder ender, CallbackSender callbacks, TimeProvider time, EndLog log)
{
    /// <summary>Looks at the job.</summary>
    /// <param name="message">Which job, and why.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    /// <returns>When it is to be looked at again; null where that is not needed.</returns>
    public async ValueTask<DateTimeOffset?> LookAsync(DelayedMessage message, string requestId, InvocationBudget budget)
    {
        JobRecord? record = await store.GetAsync(message.Id, budget.Token).ConfigureAwait(false);
        while (record is not null && record.ExpiresAt > time.RecordNow())
        {
            DateTimeOffset now = time.RecordNow();
            switch (Judge(record, message, now))
            {
                case NextStep.LookAt(var again):
                    log.LookedAt(record, requestId, again);
                    return again;

                case NextStep.End end:
                    (bool isEnded, record) = await ender.EndAsync(record, end, now, budget.Token).ConfigureAwait(false);
                    if (!isEnded)
                        continue;

                    log.EndedByLook(record!, message, requestId);
                    break;

                default:
                    log.NothingToDo(record, message, requestId);
                    break;
            }

            // The worker may have ended between the job's end and its callback.
            await callbacks.SendAsync(record!, isLast: true, requestId, budget).ConfigureAwait(false);
            return null;
        }

        return null;
    }

    private NextStep Judge(JobRecord record, DelayedMessage message, DateTimeOffset now)
    {
        EndTerms terms = jobs.TermsOf(record.Job, now);
        return message.GaveUp is { } gaveUp ? gaveUp.Judge(record, terms, now) : LostJob.Judge(record, terms, now);
    }
}
