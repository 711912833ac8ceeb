using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;

namespace AsyncJobs.Jobs;

/// <summary>Makes a job exist: its record first, then its event, and neither without the other.</summary>
internal sealed class JobStarter(JobPlatform platform)
{
    private const int MostRemovals = 5;

    /// <summary>Starts a job.</summary>
    /// <param name="request">The job.</param>
    /// <param name="budget">The invocation's time; its reserve is for clearing up after a start that failed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobDispatchException">
    /// The event could not be dispatched. The record is gone again; one under an idempotency key waits for the next request with that key.
    /// </exception>
    public async ValueTask<JobStart> StartAsync(JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        DateTimeOffset now = platform.Now();
        JobRecord record = new()
        {
            Id = request.Id,
            Job = request.Job.Name,
            Status = JobStatus.Pending,
            CreatedAt = now,
            ExpiresAt = JobRetention.ExpiryOf(request.Job, now) + JobRetention.LongestQueue,
            Owner = request.Owner,
            CorrelationId = request.Correlation.CorrelationId,
            InputDigest = request.KeyedArgs.IsEmpty ? null : Digest(request.KeyedArgs.Span, request.CallbackUrl),
            Callback = request.CallbackUrl is null ? null : new JobCallback(request.CallbackUrl),
        };

        // Without a key nobody else knows the id: what is there is our own record, whose first answer was lost, and it may go again.
        bool isOurs = record.InputDigest is null;
        JobRecord? existing;
        try
        {
            existing = await platform.Store.CreateAsync(record, now, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            if (isOurs)
                await RemoveAsync(record, request.RequestId, budget).ConfigureAwait(false);
            throw;
        }

        if (existing is not null && !isOurs)
        {
            if (existing.InputDigest != record.InputDigest || existing.Job != record.Job)
                return new JobStart(existing, JobStartOutcome.KeyReused);

            // The first request may have ended between its record and its event; a second event does no harm.
            if (existing is { Status: JobStatus.Pending, Attempt: 0 })
                await DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            return new JobStart(existing, JobStartOutcome.Repeated);
        }

        try
        {
            await DispatchAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (JobDispatchException) when (isOurs)
        {
            // A record under a key stays instead: another request with the same key may have dispatched its event, or the next one will.
            if (await RemoveAsync(record, request.RequestId, budget).ConfigureAwait(false) is not { } begun)
                throw;

            // Only the answer was lost: a worker has the event, and the job is accepted.
            return new JobStart(begun, JobStartOutcome.Started);
        }

        return new JobStart(record, JobStartOutcome.Started);
    }

    // The arguments are a JSON object, so that it is known where they end.
    private static string Digest(ReadOnlySpan<byte> args, string? callbackUrl)
    {
        if (callbackUrl is null)
            return Convert.ToBase64String(SHA256.HashData(args));

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(args);
        hash.AppendData(Encoding.UTF8.GetBytes(callbackUrl));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private async ValueTask DispatchAsync(JobStartRequest request, CancellationToken cancellationToken)
    {
        using JobSpan? span = JobActivities.Start("dispatch", isProducer: true);
        try
        {
            await platform.Dispatcher.SendAsync(request.Job.Name, request.Payload, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            span?.Fail();
            if (exception is JobDispatchException)
                throw;
            throw new JobDispatchException($"The event of job '{request.Job.Name}' could not be dispatched.", exception);
        }
    }

    /// <summary>Removes the record, and keeps trying into the reserve.</summary>
    /// <returns>The record that was left, since the job had begun.</returns>
    private async ValueTask<JobRecord?> RemoveAsync(JobRecord record, string? requestId, InvocationBudget budget)
    {
        using InvocationBudget recovery = budget.ForRecovery();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await platform.Store.DeleteUndispatchedAsync(record.Id, recovery.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                TimeSpan pause = TimeSpan.FromMilliseconds(25 << attempt);
                TimeSpan left = recovery.Remaining;
                if (attempt == MostRemovals || (left != Timeout.InfiniteTimeSpan && left <= pause))
                {
                    LogNotRemoved(record, requestId, exception);
                    return null;
                }

                await Task.Delay(pause, platform.Time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void LogNotRemoved(JobRecord record, string? requestId, Exception exception) =>
        platform.Log.Write(new JobLogEntry(JobLogLevel.Error, "job.undispatched-not-removed")
        {
            Message = "The job was not dispatched and its record could not be removed; nobody was told its id, and it stays PENDING until it expires.",
            Job = record.Job,
            JobId = record.Id,
            RequestId = requestId,
            Exception = exception,
        });
}
