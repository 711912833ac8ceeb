using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>
/// Removes a job that has ended: what the payload store has of it, its input that is kept, and then its record. Whoever breaks off in between leaves
/// a job that can be seen, and removed by the next try.
/// </summary>
internal sealed class JobPurger(
    IJobStore store, IKeptInputStore inputs, PayloadArchive archive, TimeProvider time, EndLog log)
{
    /// <summary>Removes the job, if it may be.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="requestId">The invocation, for the log; null for none.</param>
    /// <param name="cancellationToken">Gives up; some of the job may then be removed.</param>
    /// <exception cref="PayloadStoreException">Its payloads could not be removed, and its record is as it was.</exception>
    public async ValueTask<JobPurgeOutcome> PurgeAsync(JobRecord record, string? requestId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.RecordNow();
        if (!JobStateMachine.CanPurge(record, now))
            return WhyNot(record);

        await archive.RemoveAsync(record, cancellationToken).ConfigureAwait(false);
        if (record.IsInputKept)
            await inputs.RemoveInputAsync(record.Id, cancellationToken).ConfigureAwait(false);
        JobRecord? left = await store
            .RemoveFinishedAsync(record, JobStateMachine.StubOf(record, now), now, cancellationToken)
            .ConfigureAwait(false);
        if (left is null)
            log.Purged(record, requestId);

        // Another one took its place: this one expired since it was read, and a job was started under the same idempotency key.
        return left is null || left.CreatedAt != record.CreatedAt ? JobPurgeOutcome.Purged : WhyNot(left);
    }

    private static JobPurgeOutcome WhyNot(JobRecord record) =>
        record.IsFinished ? JobPurgeOutcome.CallbackPending : JobPurgeOutcome.NotFinished;
}
