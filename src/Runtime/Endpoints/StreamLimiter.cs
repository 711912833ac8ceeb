using System.Collections.Immutable;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Has each stream take a place among those of its caller, and refuses the streams that are too many.</summary>
/// <remarks>
/// The write that takes a place decides, and no read before it. A stream gives its place back at its end; that of a process which died is free once
/// its invocation's time is over, and goes to the next stream that finds no other.
/// </remarks>
/// <param name="most">How many streams a caller may hold; 0 for any number.</param>
/// <param name="owners">Who a caller is.</param>
/// <param name="store">Where places are taken.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says who was refused.</param>
internal sealed class StreamLimiter(int most, OwnerSetting owners, IStreamPlaceStore store, TimeProvider time, EndpointLog log)
{
    // Each time, another request of the same caller was quicker.
    private const int MostTries = 5;

    private const int IdBytes = 8;

    // A place is given back by whoever is told the end of a job or goes away, which no caller can foresee; meanwhile they poll.
    private const int FullRetrySeconds = 30;

    private const int BusyRetrySeconds = 1;

    // Where the host does not say when the invocation ends: no reply over HTTP takes longer on AWS.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
    private static readonly TimeSpan s_longestStream = TimeSpan.FromMinutes(15);

    /// <summary>Takes a place, or answers why there is no stream.</summary>
    /// <returns>The place, to be given back at the end; null where the request is answered.</returns>
    public async ValueTask<StreamPlace?> TryTakeAsync(
        JobRecord record, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        if (most == 0)
            return StreamPlace.Uncounted;

        JobOwner caller = request.Owner(owners);
        if (caller.IsUnknown)
        {
            log.OwnerUnknown(caller, owners, record.Job, record.Id, invocation);
            responder.Problem(
                403,
                JobErrorCodes.Forbidden,
                "The API has let this request in without saying whose it is, so its stream cannot be counted. Ask with Accept: application/json. "
                + "The request id finds the reason in the log.");
            return null;
        }

        if (caller.Text is null)
        {
            log.StreamNotLimited(record, invocation);
            return StreamPlace.Uncounted;
        }

        return await TryTakeAsync(OwnerKey.OfStreams(caller.Text), record, invocation, budget, responder).ConfigureAwait(false);
    }

    // Never throws: a place that is not given back is free once its time is over.
    private async ValueTask ReleaseAsync(string key, string id, JobRecord record, Invocation invocation, InvocationBudget budget)
    {
        try
        {
            await store.ApplyAsync(key, new StreamChange.Release(id), budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.StreamNotReleased(record, invocation, exception);
        }
    }

    private async ValueTask<StreamPlace?> TryTakeAsync(
        string key, JobRecord record, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        try
        {
            return await TakeAsync(key, record, invocation, budget, responder).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(record.Job, invocation, exception);
            responder.Unavailable(exception, "The job cannot be streamed");
            return null;
        }
    }

    private static string NewId()
    {
        Span<byte> bits = stackalloc byte[KernelRandom.Length];
        KernelRandom.Fill(bits);
        return Convert.ToHexString(bits[..IdBytes]).ToLowerInvariant();
    }

    private async ValueTask<StreamPlace?> TakeAsync(
        string key, JobRecord record, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        string id = NewId();
        DateTimeOffset now = time.RecordNow();
        DateTimeOffset end = invocation.Deadline ?? now + s_longestStream;
        StreamChange.Take take = new(id, RecordTime.ToMilliseconds(end), most, StreamPlaces.None.Taken);
        for (int attempt = 1; attempt <= MostTries; attempt++)
        {
            // An earlier try of the same write may have taken it, and its answer was lost.
            if (await store.ApplyAsync(key, take, budget.Token).ConfigureAwait(false) is not { } places || places.Taken.ContainsKey(id))
                return new StreamPlace(() => ReleaseAsync(key, id, record, invocation, budget));

            ImmutableSortedDictionary<string, DateTimeOffset> over = places.OverAt(now);
            if (places.Taken.Count - over.Count >= most)
            {
                Refuse($"At most {most} streams may be held at a time, and so many are. Ask with Accept: application/json.", FullRetrySeconds);
                return null;
            }

            take = take with { Over = over };
        }

        Refuse("Many streams begin at this moment. Ask again, or with Accept: application/json.", BusyRetrySeconds);
        return null;

        void Refuse(string message, int retryAfterSeconds)
        {
            log.StreamLimited(record, invocation, message);
            responder.Problem(429, JobErrorCodes.LimitReached, message, retryAfterSeconds);
        }
    }
}
