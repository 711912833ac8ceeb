using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Cancels a job that waits for its worker, and asks the worker of a running one to stop.</summary>
internal sealed class JobCanceller(JobCatalog jobs, OwnerSlots slots, JobReader reader, CallbackSender callbacks, TimeProvider time, EndLog log)
{
    /// <summary>Cancels the job, or asks for it.</summary>
    /// <returns>The job as it stands then, and whether this changed it: a job that has ended stays as it is.</returns>
    public async ValueTask<(JobRecord Record, bool IsAskedFor)> CancelAsync(JobRecord record, string? requestId, InvocationBudget budget)
    {
        while (record.Status is JobStatus.Pending or JobStatus.Running)
        {
            DateTimeOffset now = time.RecordNow();
            JobTransition transition = record.Status is JobStatus.Pending
                ? new JobTransition.Cancel(jobs.TermsOf(record.Job, now).ExpiresAt)
                : new JobTransition.RequestCancel();
            JobTransitionResult result = await slots.ApplyAsync(record, transition, now, budget.Token).ConfigureAwait(false);
            if (result.Applied)
                return (await TellAsync(result.Record!, requestId, budget).ConfigureAwait(false), true);

            // It went on in the meantime; a record that is gone has expired.
            record = result.Record ?? record with { Status = JobStatus.Cancelled };
        }

        return (record, false);
    }

    private async ValueTask<JobRecord> TellAsync(JobRecord changed, string? requestId, InvocationBudget budget)
    {
        log.CancelRequested(changed);

        // The worker's event is still under way, and its worker sends a callback that was not taken now.
        JobRecord asked = await reader.EndLostAsync(changed, requestId, budget, budget.Token).ConfigureAwait(false) ?? changed;
        return await callbacks.SendWithinRequestAsync(asked, isLast: false, requestId, budget).ConfigureAwait(false);
    }
}
