using AsyncJobs.Buffers;
using AsyncJobs.Callbacks;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Tries a callback once.</summary>
/// <param name="options">Where it may go, and how it is signed; null where callbacks are not enabled.</param>
/// <param name="archive">Where large results are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what could not be read.</param>
internal sealed class CallbackPost(CallbackOptions? options, PayloadArchive archive, TimeProvider time, EndLog log)
{
    // With less than this an answer would come too late.
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>What a receiver gets to answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Whether callbacks are enabled in this function.</summary>
    public bool IsEnabled => options is not null;

    /// <summary>Whether there is time for a try after a pause.</summary>
    public static bool HasTime(InvocationBudget budget, TimeSpan pause) => Has(budget, pause + s_shortest);

    /// <summary>Tries it. What goes wrong is in the answer.</summary>
    /// <param name="record">The job.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    public async ValueTask<CallbackAnswer> TryAsync(JobRecord record, string? requestId, InvocationBudget budget)
    {
        string url = record.Callback!.Url;
        DateTimeOffset at = time.RecordNow();
        if (CallbackUrl.Fault(url, options) is { } wrong)
            return new CallbackAnswer(CallbackVerdict.Refused, $"The URL {wrong}.", null);

        WebhookSigner signer;
        JobRecord shown;
        bool isResultGone;
        try
        {
            (signer, SecretUnreadableException? stale) = await options!.Keys.GetAsync(budget).ConfigureAwait(false);
            if (stale is not null)
                log.SecretNotReadAnew(record, requestId, stale);
        }
        catch (Exception exception)
        {
            log.SecretNotRead(record, requestId, exception);
            return Failed(CallbackVerdict.Again, at, "The secret that signs it could not be read.");
        }

        try
        {
            (shown, isResultGone) = await WithResultAsync(record, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.CallbackResultUnread(record, requestId, exception);
            return Failed(CallbackVerdict.Again, at, "The job's result could not be read.");
        }

        using JsonScratch body = JsonScratch.Rent();
        CallbackDocument.Write(body.Writer, shown, isResultGone);
        return await PostAsync(new Uri(url), record.Id, signer, body.Written, at, budget).ConfigureAwait(false);
    }

    // The job may outlive its result: each try has it kept for longer, and the rules of the bucket know nothing of that.
    private async ValueTask<(JobRecord Shown, bool IsResultGone)> WithResultAsync(JobRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return (await archive.WithResultAsync(record, cancellationToken).ConfigureAwait(false), false);
        }
        catch (PayloadMissingException)
        {
            return (record with { ResultReference = null, Result = default }, true);
        }
    }

    private async ValueTask<CallbackAnswer> PostAsync(
        Uri url, string id, WebhookSigner signer, ReadOnlyMemory<byte> body, DateTimeOffset at, InvocationBudget budget)
    {
        TimeSpan limit = Has(budget, Longest) ? Longest : budget.Remaining;
        using CancellationTokenSource timeout = new(limit, time);
        long timestamp = at.ToUnixTimeSeconds();
        try
        {
            CallbackReply reply = await options!.Client
                .PostAsync(url, id, timestamp, signer.Sign(id, timestamp, body.Span), body, timeout.Token)
                .ConfigureAwait(false);
            int code = (int)reply.StatusCode;
            JobCallbackTry one = new(at, code, null);
            return code switch
            {
                >= 200 and < 300 => new CallbackAnswer(CallbackVerdict.Taken, null, one),
                410 => new CallbackAnswer(CallbackVerdict.Refused, "The receiver is gone: it answered with 410.", one),
                _ => new CallbackAnswer(CallbackVerdict.Again, $"The receiver answered with {code}.", one) { RetryAfter = reply.RetryAfter },
            };
        }
        catch (CallbackAddressException refused)
        {
            return Failed(CallbackVerdict.Refused, at, refused.Message);
        }
        catch (OperationCanceledException)
        {
            return Failed(CallbackVerdict.Again, at, $"The receiver did not answer within {limit.TotalSeconds:0.#} s.");
        }
        catch (Exception exception)
        {
            // Its text may hold the whole URL.
            string fault = exception is HttpRequestException { HttpRequestError: var error } ? $": {error}" : "";
            return Failed(CallbackVerdict.Again, at, $"The receiver was not reached{fault}.");
        }
    }

    private static CallbackAnswer Failed(CallbackVerdict verdict, DateTimeOffset at, string fault) =>
        new(verdict, fault, new JobCallbackTry(at, null, fault.Length <= JobCallbackTry.LongestFault ? fault : fault[..JobCallbackTry.LongestFault]));

    private static bool Has(InvocationBudget budget, TimeSpan needed)
    {
        TimeSpan remaining = budget.Remaining;
        return remaining == Timeout.InfiniteTimeSpan || remaining >= needed;
    }
}
