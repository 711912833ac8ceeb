using System.Net;
using AsyncJobs.Buffers;
using AsyncJobs.Callbacks;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>
/// Tells the end of a job to the URL that its caller registered, and writes down what came of it. Never throws: the job has ended already.
/// </summary>
internal sealed class CallbackSender(IJobStore store, PayloadArchive archive, CallbackOptions? callbacks, TimeProvider time, EndLog log)
{
    private const int MostAttempts = 5;

    // What a receiver gets to answer.
    private static readonly TimeSpan s_attemptLimit = TimeSpan.FromSeconds(10);

    // With less than this an answer would come too late.
    private static readonly TimeSpan s_shortestAttempt = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);

    // All attempts with their pauses take 65 s. An invocation may have 90 minutes more, and nobody removes the job while its callback is under way.
    private static readonly TimeSpan s_wholeLimit = TimeSpan.FromMinutes(5);

    // Somebody waits for the reply to the request that ended the job.
    private static readonly TimeSpan s_requestLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_longestReserve = TimeSpan.FromSeconds(5);

    /// <summary>What a method may spend whose job has a callback: at most 5 s, or a tenth of what remains, stay for the callback.</summary>
    public static InvocationBudget LeaveTime(InvocationBudget budget) => budget.LeaveTenth(s_longestReserve);

    /// <summary>Sends the callback of a job that a request has ended, in a time that its caller can wait.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public ValueTask<JobRecord> SendWithinRequestAsync(JobRecord record, bool isLast, string? requestId, InvocationBudget budget) =>
        IsDue(record) ? SendAsync(record, isLast, requestId, budget.Slice(s_requestLimit)) : new(record);

    /// <summary>Sends the callback of the job that was just ended by its worker, as its readers see it.</summary>
    public async ValueTask SendFinishedAsync(string id, string requestId, InvocationBudget budget)
    {
        using InvocationBudget part = budget.Slice(s_wholeLimit);
        JobRecord? record = null;
        try
        {
            record = await store.GetAsync(id, part.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.CallbackUnread(id, requestId, exception);
        }

        if (record is not null)
            await SendAsync(record, isLast: true, requestId, part).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends the callback of a job that has ended, where one is registered and still to come: up to five times, each for up to 10 s, with
    /// pauses of 1, 2, 4 and 8 s of which the second half is random.
    /// </summary>
    /// <param name="record">The job.</param>
    /// <param name="isLast">Whether nobody will try again after this.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    /// <returns>The job as it stands then.</returns>
    public async ValueTask<JobRecord> SendAsync(JobRecord record, bool isLast, string? requestId, InvocationBudget budget)
    {
        if (!IsDue(record))
            return record;

        using InvocationBudget part = budget.Slice(s_wholeLimit);
        long start = time.GetTimestamp();
        int sent = 0;
        try
        {
            if (callbacks is not { } options)
            {
                log.CallbackNotEnabled(record, Told());
                return record;
            }

            string? fault = CallbackUrl.Fault(record.Callback!.Url, options) is { } wrong ? $"The URL {wrong}." : null;
            JobCallbackStatus status = isLast || fault is not null ? JobCallbackStatus.Failed : JobCallbackStatus.Pending;
            if (fault is null)
            {
                JobRecord shown = await archive.WithResultAsync(record, part.Token).ConfigureAwait(false);
                using JsonScratch body = JsonScratch.Rent();
                StatusDocument.Write(body.Writer, shown);
                (JobCallbackStatus reached, fault) = await TryAsync(options, record, body.Written, part, () => sent++).ConfigureAwait(false);
                if (reached is not JobCallbackStatus.Pending)
                    status = reached;
            }

            log.CallbackTold(record, Told(), status is JobCallbackStatus.Delivered, fault);
            return await WriteAsync(record, status, sent, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.CallbackFailed(record, Told(), exception);
            return record;
        }

        CallbackTry Told() => new(requestId, sent, time.GetElapsedTime(start));
    }

    private bool IsDue(JobRecord record) =>
        record is { IsFinished: true, Callback.Status: JobCallbackStatus.Pending } && record.ExpiresAt > time.RecordNow();

    /// <summary>Tries until it is decided or the time is over.</summary>
    /// <returns>PENDING where it is undecided, and why it was not taken.</returns>
    private async ValueTask<(JobCallbackStatus Status, string? Fault)> TryAsync(
        CallbackOptions options, JobRecord record, ReadOnlyMemory<byte> body, InvocationBudget budget, Action onSend)
    {
        Uri url = new(record.Callback!.Url);
        string fault = "There was no time left to send it.";
        TimeSpan pause = s_firstPause;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (attempt > 1)
            {
                TimeSpan wait = pause / 2 * (1 + options.Jitter());
                if (!Has(budget, wait + s_shortestAttempt))
                    break;
                await Task.Delay(wait, time, CancellationToken.None).ConfigureAwait(false);
                pause *= 2;
            }

            if (!Has(budget, s_shortestAttempt))
                break;

            onSend();
            (bool? isTaken, fault) = await SendOnceAsync(options, url, record.Id, body, budget).ConfigureAwait(false);
            if (isTaken is { } taken)
                return (taken ? JobCallbackStatus.Delivered : JobCallbackStatus.Failed, taken ? null : fault);
        }

        return (JobCallbackStatus.Pending, fault);
    }

    /// <summary>Sends it once.</summary>
    /// <returns>Whether the receiver took it; null where it may be tried again.</returns>
    private async ValueTask<(bool? IsTaken, string Fault)> SendOnceAsync(
        CallbackOptions options, Uri url, string id, ReadOnlyMemory<byte> body, InvocationBudget budget)
    {
        TimeSpan limit = Has(budget, s_attemptLimit) ? s_attemptLimit : budget.Remaining;
        using CancellationTokenSource timeout = new(limit, time);
        long timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        try
        {
            HttpStatusCode code = await options.Client
                .PostAsync(url, id, timestamp, options.Signer.Sign(id, timestamp, body.Span), body, timeout.Token)
                .ConfigureAwait(false);
            return (int)code switch
            {
                >= 200 and < 300 => (true, ""),
                410 => (false, "The receiver is gone: it answered with 410."),
                var other => (null, $"The receiver answered with {other}."),
            };
        }
        catch (CallbackAddressException refused)
        {
            return (false, refused.Message);
        }
        catch (OperationCanceledException)
        {
            return (null, $"The receiver did not answer within {limit.TotalSeconds:0.#} s.");
        }
        catch (Exception exception)
        {
            // Its text may hold the whole URL.
            string fault = exception is HttpRequestException { HttpRequestError: var error } ? $": {error}" : "";
            return (null, $"The receiver was not reached{fault}.");
        }
    }

    private async ValueTask<JobRecord> WriteAsync(JobRecord record, JobCallbackStatus status, int sent, InvocationBudget budget)
    {
        // Into the reserve: what was sent is to be known.
        TimeSpan left = budget.UntilDeadline;
        using CancellationTokenSource deadline = new(left == Timeout.InfiniteTimeSpan || left > s_wholeLimit ? s_wholeLimit : left, time);
        JobTransition.RecordCallback transition = new(status, record.Callback!.Attempts + sent);
        JobTransitionResult result = await store.ApplyAsync(record.Id, transition, time.RecordNow(), deadline.Token).ConfigureAwait(false);
        return result.Record ?? record;
    }

    private static bool Has(InvocationBudget budget, TimeSpan needed)
    {
        TimeSpan remaining = budget.Remaining;
        return remaining == Timeout.InfiniteTimeSpan || remaining >= needed;
    }
}
