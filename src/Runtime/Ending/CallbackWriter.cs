using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Writes down what came of the tries of a callback, and has the job kept for as long as another one is to come.</summary>
internal sealed class CallbackWriter(IJobStore store, TimeProvider time)
{
    /// <summary>Writes it down.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="progress">The tries.</param>
    /// <param name="status">What has become of the callback.</param>
    /// <param name="next">The next try; null for nobody's plan.</param>
    /// <param name="claimToken">The token of the claim under which it was tried; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job as it stands then.</returns>
    public async ValueTask<JobRecord> WriteAsync(
        JobRecord record,
        CallbackProgress progress,
        JobCallbackStatus status,
        PlannedTry? next,
        string? claimToken,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            JobTransition.RecordCallback sent = new(status, progress.Attempts)
            {
                ClaimToken = claimToken,
                NextAt = next?.At,
                Chain = next?.Chain,
                Tries = progress.Tries,
                ExpiresAt = ExpiryOf(record, status, next?.At),
            };
            JobTransitionResult result = await store.ApplyAsync(record.Id, sent, time.RecordNow(), cancellationToken).ConfigureAwait(false);
            if (result.Applied || result.Record is not { } current || !(current.ExpiresAt > sent.ExpiresAt))
                return result.Record ?? record;

            // Somebody else has it kept for longer.
            record = current;
        }
    }

    // In whole seconds, as the table's TTL has them.
    private DateTimeOffset? ExpiryOf(JobRecord record, JobCallbackStatus status, DateTimeOffset? nextAt)
    {
        bool isOfSchedule = nextAt is not null || (status is JobCallbackStatus.Failed && record.Callback?.NextAt is not null);
        if (!isOfSchedule)
            return null;

        DateTimeOffset end = (nextAt ?? time.RecordNow()) + CallbackTimes.KeptAfterwards;
        DateTimeOffset kept = DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds() + 1);
        return kept > record.ExpiresAt ? kept : null;
    }
}
