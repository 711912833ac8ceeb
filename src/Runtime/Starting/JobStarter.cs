using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Dispatch;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Starting;

/// <summary>Makes a job exist: an input that is too large for its event, then its record, then its event, and none without the others.</summary>
internal sealed class JobStarter(
    IJobStore store,
    InputKeeper inputs,
    IJobDispatcher dispatcher,
    PayloadArchive archive,
    OwnerLimiter limiter,
    OwnerSlots slots,
    JobLists lists,
    TimeProvider time,
    StartLog log)
{
    private const int MostRemovals = 5;

    // How often a request looks whether another one has sent the event that both of them start.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    // After this, whoever took it on to send the event has ended, or another event does no harm.
    private static readonly TimeSpan s_redispatchTime = TimeSpan.FromSeconds(10);

    /// <summary>Starts a job.</summary>
    /// <param name="request">The job.</param>
    /// <param name="budget">The invocation's time; its reserve is for clearing up after a start that failed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobDispatchException">
    /// The event could not be dispatched. The record is gone again, unless the exception says that the job may have been started; one under an
    /// idempotency key waits for the next request with that key.
    /// </exception>
    /// <exception cref="JobLimitException">Its owner has too many, and the job does not exist.</exception>
    /// <exception cref="PayloadStoreException">The input could not be kept, and the job does not exist.</exception>
    public async ValueTask<JobStart> StartAsync(JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        if (!limiter.IsFor(request))
            return await CreateAsync(request, isCounted: false, budget, cancellationToken).ConfigureAwait(false);

        // A repeated start is not another one.
        if (request.HasKey && await FindAsync(request, cancellationToken).ConfigureAwait(false) is { } existing)
            return await RepeatAsync(existing, request, budget, cancellationToken).ConfigureAwait(false);

        bool isCounted = await limiter.TakeAsync(request, budget, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CreateAsync(request, isCounted, budget, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (isCounted && !request.HasKey && failure is not JobDispatchException { MayHaveStarted: true })
        {
            // Of several requests under one key, another one may have started the job that has the place.
            using InvocationBudget recovery = budget.ForRecovery();
            await slots.ReleaseAsync(RecordOf(request, isCounted, time.RecordNow()), recovery.Token).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<JobStart> CreateAsync(
        JobStartRequest request, bool isCounted, InvocationBudget budget, CancellationToken cancellationToken)
    {
        await request.Envelope.KeepLargeAsync(archive, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = time.RecordNow();
        JobRecord record = RecordOf(request, isCounted, now);

        // Without a key nobody else knows the id: what is there is our own record, whose first answer was lost, and it may go again.
        bool isOurs = !request.HasKey;
        JobRecord? existing;
        try
        {
            existing = await store.CreateAsync(record, now, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // What was refused for good is not there.
            if (isOurs && !Fault.IsLasting(exception))
                await WithdrawAsync(request, budget).ConfigureAwait(false);
            throw;
        }

        if (existing is null || isOurs)
        {
            await KeepInputAsync(record, request, budget, cancellationToken).ConfigureAwait(false);
            JobRecord started = await SendAsync(record, request, budget, cancellationToken).ConfigureAwait(false);
            StartMetrics.Started(request.Job.Name);
            return new JobStart(started, JobStartOutcome.Started);
        }

        return await RepeatAsync(existing, request, budget, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps the input of a job that is stored and has no event yet: whoever sees the job ended can run it again. Where that fails, the record is
    /// removed, and one under a key waits for the next request with that key.
    /// </summary>
    private async ValueTask KeepInputAsync(JobRecord record, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            await inputs.KeepAsync(record, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!request.HasKey)
        {
            await WithdrawAsync(request, budget).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The job that was started before under the same key, and has not expired.</summary>
    private async ValueTask<JobRecord?> FindAsync(JobStartRequest request, CancellationToken cancellationToken)
    {
        JobRecord? existing = await store.GetAsync(request.Id, cancellationToken).ConfigureAwait(false);
        return existing?.ExpiresAt > time.RecordNow() ? existing : null;
    }

    private async ValueTask<JobStart> RepeatAsync(
        JobRecord existing, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        if (existing.InputDigest != DigestOf(request) || existing.Job != request.Job.Name)
            return new JobStart(existing, JobStartOutcome.KeyReused);

        await request.Envelope.KeepLargeAsync(archive, cancellationToken).ConfigureAwait(false);
        return new JobStart(
            await EnsureDispatchedAsync(existing, request, budget, cancellationToken).ConfigureAwait(false), JobStartOutcome.Repeated);
    }

    private static string DigestOf(JobStartRequest request) => Digest(request.Envelope.Args.Span, request.CallbackUrl);

    private JobRecord RecordOf(JobStartRequest request, bool isCounted, DateTimeOffset now) => new()
    {
        Id = request.Id,
        Job = request.Job.Name,
        Status = JobStatus.Pending,
        CreatedAt = now,
        ExpiresAt = JobRetention.UnfinishedExpiryOf(request.Job, now),
        Owner = request.Owner,
        IsCounted = isCounted,
        IsListed = lists.OfOwners && request.Owner is not null,
        IsListedForAll = lists.OfAll,
        CorrelationId = request.Correlation.CorrelationId,
        IsInputKept = request.Envelope.IsInputKept,
        InputReference = request.Envelope.InputReference,
        RetryOf = request.RetryOf,
        InputDigest = request.HasKey ? DigestOf(request) : null,
        Callback = request.CallbackUrl is null ? null : new JobCallback(request.CallbackUrl),
    };

    /// <summary>Sends the event of a record that is stored, and removes the record where that fails.</summary>
    /// <returns>The job as it stands.</returns>
    private async ValueTask<JobRecord> SendAsync(
        JobRecord record, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            await DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            return record;
        }
        catch (JobDispatchException failure) when (!request.HasKey)
        {
            // A record under a key stays instead: another request with the same key may have dispatched its event, or the next one will.
            (bool isCertain, JobRecord? begun) = await UndoAsync(request, budget).ConfigureAwait(false);
            if (!isCertain)
            {
                throw new JobDispatchException(
                    "It is not known whether the job was started: its event may have been taken, and its record could not be removed.", failure)
                {
                    IsTransient = failure.IsTransient,
                    MayHaveStarted = true,
                };
            }

            if (begun is null)
                throw;

            // Only the answer was lost: a worker has the event, and the job is accepted.
            return begun;
        }
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
            await dispatcher.SendAsync(request.Job.Name, request.Envelope.Payload, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            span?.Fail();
            if (request.HasKey && !Fault.IsLasting(exception))
            {
                throw new JobDispatchException(
                    $"It is not known whether the job '{request.Job.Name}' was started. "
                    + "Start it again under the same idempotency key, which finds it or starts it.",
                    exception)
                {
                    MayHaveStarted = true,
                };
            }

            if (exception is JobDispatchException)
                throw;
            throw new JobDispatchException($"The event of job '{request.Job.Name}' could not be dispatched.", exception);
        }
    }

    /// <summary>
    /// Sees to it that the event is with the platform of a job that another request has stored, which may have ended before it sent the event. Of the
    /// requests that repeat it at once, one sends, and the others wait for it: an event for each would be an invocation for each.
    /// </summary>
    private async ValueTask<JobRecord> EnsureDispatchedAsync(
        JobRecord record, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        string token = JobId.New();
        TimeSpan pause = s_firstPause;
        while (RepeatedStart.LacksEvent(record, time.RecordNow()))
        {
            if (record.Redispatch is { } other && other.Until > time.RecordNow())
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
                record = await store.GetAsync(record.Id, cancellationToken).ConfigureAwait(false) ?? throw HasExpired(request);
                continue;
            }

            DateTimeOffset now = time.RecordNow();
            JobTransition.Redispatch take = new(token, now + s_redispatchTime);
            JobTransitionResult taken = await store.ApplyAsync(record.Id, take, now, cancellationToken).ConfigureAwait(false);
            record = taken.Record ?? throw HasExpired(request);
            if (!taken.Applied)
                continue;

            await RedispatchAsync(record, request, token, budget, cancellationToken).ConfigureAwait(false);
            return record;
        }

        return record;
    }

    private static JobDispatchException HasExpired(JobStartRequest request) =>
        new($"The job '{request.Job.Name}' under this idempotency key has just expired. Start it again.");

    private async ValueTask RedispatchAsync(
        JobRecord record, JobStartRequest request, string token, InvocationBudget budget, CancellationToken cancellationToken)
    {
        bool isSent = false;
        try
        {
            await inputs.KeepAsync(record, request, cancellationToken).ConfigureAwait(false);
            await DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            isSent = true;
        }
        finally
        {
            await RecordRedispatchAsync(request, new JobTransition.RecordRedispatch(token, isSent), budget).ConfigureAwait(false);
        }
    }

    // What was done stands, whether it is recorded or not: without the record another event may be sent later, which does no harm.
    private async ValueTask RecordRedispatchAsync(JobStartRequest request, JobTransition.RecordRedispatch transition, InvocationBudget budget)
    {
        try
        {
            using InvocationBudget recovery = budget.ForRecovery();
            JobTransitionResult recorded = await store
                .ApplyAsync(request.Id, transition, time.RecordNow(), recovery.Token)
                .ConfigureAwait(false);

            // It ended by the first request's event, and was removed before this one kept its input once more.
            if (recorded is { Applied: false, Record: null or { PurgedAt: not null } })
                await inputs.ForgetAsync(request, recovery.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.RedispatchNotRecorded(request, exception);
        }
    }

    /// <summary>Removes a record without an event, which nobody but a reader would end. What cannot be removed is told to the log.</summary>
    private async ValueTask WithdrawAsync(JobStartRequest request, InvocationBudget budget)
    {
        using InvocationBudget recovery = budget.ForRecovery();
        try
        {
            await RemoveAsync(request, recovery).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.NotWithdrawn(request, exception);
        }
    }

    /// <summary>
    /// Removes the record of a job whose event may have been taken or not. What cannot be removed says that its start is unsure, where that can be
    /// written.
    /// </summary>
    /// <returns>Whether it is certain what became of the job; and its record, where it has begun.</returns>
    private async ValueTask<(bool IsCertain, JobRecord? Begun)> UndoAsync(JobStartRequest request, InvocationBudget budget)
    {
        using InvocationBudget recovery = budget.ForRecovery();
        try
        {
            return (true, await RemoveAsync(request, recovery).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return await DoubtAsync(request, exception, recovery).ConfigureAwait(false);
        }
    }

    private async ValueTask<(bool IsCertain, JobRecord? Begun)> DoubtAsync(JobStartRequest request, Exception notRemoved, InvocationBudget recovery)
    {
        try
        {
            JobTransitionResult doubted = await store
                .ApplyAsync(request.Id, new JobTransition.DoubtStart(), time.RecordNow(), recovery.Token)
                .ConfigureAwait(false);

            // Refused, it is certain after all: a worker has the job, or the record is gone.
            if (!doubted.Applied)
                return (true, doubted.Record);

            log.NotRemoved(request, isRecorded: true, notRemoved);
        }
        catch (Exception exception)
        {
            log.NotRemoved(request, isRecorded: false, new AggregateException(notRemoved, exception));
        }

        return (false, null);
    }

    /// <summary>Removes the record, and keeps trying into the reserve while that may help.</summary>
    /// <returns>The record that was left, since the job had begun.</returns>
    private async ValueTask<JobRecord?> RemoveAsync(JobStartRequest request, InvocationBudget recovery)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                JobRecord? left = await store.DeleteUndispatchedAsync(request.Id, recovery.Token).ConfigureAwait(false);
                if (left is null)
                    await inputs.ForgetAsync(request, recovery.Token).ConfigureAwait(false);
                return left;
            }
            catch (Exception exception)
            {
                TimeSpan pause = TimeSpan.FromMilliseconds(25 << attempt);
                TimeSpan left = recovery.Remaining;
                if (Fault.IsLasting(exception) || attempt == MostRemovals || (left != Timeout.InfiniteTimeSpan && left <= pause))
                    throw;

                await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
