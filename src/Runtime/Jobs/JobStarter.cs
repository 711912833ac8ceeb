using System.Security.Cryptography;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;

namespace AsyncJobs.Jobs;

/// <summary>Makes a job exist: its record first, then its event, and neither without the other.</summary>
internal sealed class JobStarter(JobPlatform platform)
{
    // An event may wait this long in the platform's queue, and must find its record then.
    private static readonly TimeSpan s_longestQueue = TimeSpan.FromHours(6);

    /// <summary>Starts a job.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="id">Its id, random or derived from the idempotency key.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="args">Its arguments, where it was started under an idempotency key; else empty.</param>
    /// <param name="payload">The worker's event.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobDispatchException">The event could not be dispatched, and the record is gone again.</exception>
    public async ValueTask<JobStart> StartAsync(
        JobDefinition job, string id, string? owner, ReadOnlyMemory<byte> args, ReadOnlyMemory<byte> payload, string requestId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = platform.Now();
        JobRecord record = new()
        {
            Id = id,
            Job = job.Name,
            Status = JobStatus.Pending,
            CreatedAt = now,
            ExpiresAt = JobRetention.ExpiryOf(job, now) + s_longestQueue,
            Owner = owner,
            InputDigest = args.IsEmpty ? null : Convert.ToBase64String(SHA256.HashData(args.Span)),
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
                await RemoveAsync(record, requestId).ConfigureAwait(false);
            throw;
        }

        if (existing is not null && !isOurs)
        {
            if (existing.InputDigest != record.InputDigest || existing.Job != record.Job)
                return new JobStart(existing, JobStartOutcome.KeyReused);

            // The first request may have ended between its record and its event; a second event does no harm.
            if (existing is { Status: JobStatus.Pending, Attempt: 0 })
                await platform.Dispatcher.SendAsync(job.Name, payload, cancellationToken).ConfigureAwait(false);
            return new JobStart(existing, JobStartOutcome.Repeated);
        }

        try
        {
            await platform.Dispatcher.SendAsync(job.Name, payload, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await RemoveAsync(record, requestId).ConfigureAwait(false);
            if (exception is JobDispatchException)
                throw;
            throw new JobDispatchException($"The event of job '{job.Name}' could not be dispatched.", exception);
        }

        return new JobStart(record, JobStartOutcome.Started);
    }

    private async ValueTask RemoveAsync(JobRecord record, string requestId)
    {
        try
        {
            await platform.Store.DeleteUndispatchedAsync(record.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            platform.Log.Write(new JobLogEntry(JobLogLevel.Error, "job.undispatched-not-removed")
            {
                Message = "The job was not dispatched and its record could not be removed; it stays PENDING until it expires.",
                Job = record.Job,
                JobId = record.Id,
                RequestId = requestId,
                Exception = exception,
            });
        }
    }
}
