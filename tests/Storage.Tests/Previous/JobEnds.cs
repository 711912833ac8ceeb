namespace AsyncJobs.Previous;

/// <summary>How jobs of the previous version ended without their worker: what its settle, its readers, and its workers that came too late decided.</summary>
internal sealed class JobEnds(IJobStore store, TimeSpan lostAfter)
{
    /// <summary>The platform gave up on an event.</summary>
    public async ValueTask<JobTransitionResult> SettleAsync(
        string id, string requestId, int continuation, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobError error = new(JobErrorCodes.PlatformGaveUp, "Every attempt of the job ended without an outcome.", requestId);
        JobTransition.Settle settle = new(requestId, error, expiresAt, continuation);
        JobTransitionResult result = await store.ApplyAsync(id, settle, now, cancellationToken);
        return result is { Applied: false, Record: { Status: JobStatus.Running, CancelRequestedAt: not null } stopped } && stopped.Lease!.RequestId == requestId
            ? await store.ApplyAsync(id, LostJob.Finish(stopped, expiresAt), now, cancellationToken)
            : result;
    }

    /// <summary>Somebody reads the job.</summary>
    public async ValueTask<JobRecord?> ReadAsync(string id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord? record = await store.GetAsync(id, cancellationToken);
        if (record is null || record.ExpiresAt <= now || LostJob.End(record, lostAfter, expiresAt, now) is not { } end)
            return record;

        JobTransitionResult result = await store.ApplyAsync(id, end, now, cancellationToken);
        return result.Applied ? JobStateMachine.Apply(record, end, now) : result.Record;
    }

    /// <summary>The caller cancels the job.</summary>
    public async ValueTask CancelAsync(string id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord? record = await ReadAsync(id, expiresAt, now, cancellationToken);
        while (record is { IsFinished: false })
        {
            JobTransition transition = record.Status is JobStatus.Pending ? new JobTransition.Cancel(expiresAt) : new JobTransition.RequestCancel();
            JobTransitionResult result = await store.ApplyAsync(id, transition, now, cancellationToken);
            if (result.Applied)
            {
                await ReadAsync(id, expiresAt, now, cancellationToken);
                return;
            }

            record = result.Record;
        }
    }

    /// <summary>A worker could not claim the job.</summary>
    /// <returns>The job as it stands then.</returns>
    public async ValueTask<JobRecord> EndVanishedAsync(
        JobRecord record, int maxAttempts, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isVanished = record is { Status: JobStatus.Running, Lease: { } lease } && lease.Until <= now;
        if (!isVanished || (record.Attempt < maxAttempts && record.CancelRequestedAt is null))
            return record;

        JobTransition.Finish lost = LostJob.Finish(record, expiresAt);
        JobTransitionResult result = await store.ApplyAsync(record.Id, lost, now, cancellationToken);
        return result.Applied ? JobStateMachine.Apply(record, lost, now) ?? record : record;
    }
}
