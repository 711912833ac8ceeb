using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>
/// A job on the server. It goes on whatever happens to this object; save <see cref="Url"/> to find it again. Safe for concurrent use. A test can
/// derive from it, as from <see cref="AsyncJobClient"/>.
/// </summary>
/// <typeparam name="TResult">
/// What the job returns. <see cref="System.Text.Json.JsonElement"/> takes anything, also the null of a job that returns nothing.
/// </typeparam>
public class AsyncJob<TResult>
{
    private readonly AsyncJobClient _client;
    private readonly string _id;
    private readonly Uri? _url;
    private readonly JsonTypeInfo<TResult> _resultType;
    private volatile Sighting? _last;

    /// <summary>Makes a job of no server, for a test that says what its members do. Members that it does not override refuse to work.</summary>
    protected AsyncJob()
    {
        _client = AsyncJobClient.Unconnected;
        _resultType = null!;
        _id = "";
    }

    internal AsyncJob(AsyncJobClient client, Uri? url, string id, JsonTypeInfo<TResult> resultType)
    {
        _client = client;
        _url = url;
        _resultType = resultType;
        _id = id;
    }

    /// <summary>The job's id.</summary>
    public virtual string Id => _id;

    /// <summary>The job's absolute URL. Who knows that of a job started without authentication can read it: treat it as a secret.</summary>
    /// <exception cref="InvalidOperationException">The server finished the job at once and said no URL of it; see <see cref="Latest"/>.</exception>
    public virtual Uri Url => _url ?? throw _client.WhyNoUrl();

    /// <summary>What the server last said about the job; null after a resume until it was asked.</summary>
    public virtual AsyncJobSnapshot<TResult>? Latest => _last?.Job;

    internal AsyncJobClientOptions Options => _client.Options;

    internal Uri? UrlOrNull => _url;

    private TimeProvider Time => _client.Options.TimeProvider;

    /// <summary>Waits for the result within <see cref="AsyncJobClientOptions.WaitTimeout"/>.</summary>
    /// <inheritdoc cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"/>
    public virtual Task<TResult> WaitAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(_client.Options.WaitTimeout, null, cancellationToken);

    /// <summary>Waits for the result.</summary>
    /// <param name="timeout">How long; not negative, or <see cref="Timeout.InfiniteTimeSpan"/>. Zero gives only what is known already.</param>
    /// <param name="progress">Told what the server says, first and whenever status, attempt or progress changed.</param>
    /// <param name="cancellationToken">Gives up waiting. The job goes on; <see cref="CancelAsync"/> stops it.</param>
    /// <returns>What the job returned.</returns>
    /// <exception cref="AsyncJobFailedException">The job failed, timed out or was cancelled.</exception>
    /// <exception cref="AsyncJobRequestException">
    /// The server refuses to tell: 404 for a job that is unknown, expired, or another caller's.
    /// </exception>
    /// <exception cref="AsyncJobProtocolException">
    /// The reply is not what the wire contract says, or the result is no <typeparamref name="TResult"/>.
    /// </exception>
    /// <exception cref="AsyncJobTimeoutException">The time is over. The job goes on; the exception carries its URL.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection cannot be made and trying again is no use, as with a certificate that is refused. Where nothing listens at the address, a wait
    /// tries again until its time is over, and a single question ends at once.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public virtual async Task<TResult> WaitAsync(
        TimeSpan timeout, IProgress<AsyncJobSnapshot>? progress = null, CancellationToken cancellationToken = default) =>
        ResultOf(await WaitForEndAsync(timeout, progress, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits for the result.</summary>
    /// <param name="deadline">Until when. One that is past gives only what is known already.</param>
    /// <param name="progress">Told what the server says, first and whenever status, attempt or progress changed.</param>
    /// <param name="cancellationToken">Gives up waiting. The job goes on; <see cref="CancelAsync"/> stops it.</param>
    /// <inheritdoc cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"/>
    public virtual async Task<TResult> WaitAsync(
        DateTimeOffset deadline,
        IProgress<AsyncJobSnapshot>? progress = null,
        CancellationToken cancellationToken = default) =>
        ResultOf(await WaitForEndAsync(deadline, progress, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits for the end of the job, whatever it is: a job that failed is no exception here.</summary>
    /// <returns>The job as it ended.</returns>
    /// <inheritdoc cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"/>
    public virtual Task<AsyncJobSnapshot<TResult>> WaitForEndAsync(
        TimeSpan timeout,
        IProgress<AsyncJobSnapshot>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return PollAsync(Deadline.After(timeout, Time), progress, cancellationToken);
    }

    /// <summary>Waits for the end of the job, whatever it is: a job that failed is no exception here.</summary>
    /// <returns>The job as it ended.</returns>
    /// <inheritdoc cref="WaitAsync(DateTimeOffset, IProgress{AsyncJobSnapshot}, CancellationToken)"/>
    public virtual Task<AsyncJobSnapshot<TResult>> WaitForEndAsync(
        DateTimeOffset deadline,
        IProgress<AsyncJobSnapshot>? progress = null,
        CancellationToken cancellationToken = default) => PollAsync(Deadline.At(deadline, Time), progress, cancellationToken);

    /// <summary>Follows the job within <see cref="AsyncJobClientOptions.WaitTimeout"/>.</summary>
    /// <inheritdoc cref="WatchAsync(TimeSpan, CancellationToken)"/>
    public virtual IAsyncEnumerable<AsyncJobSnapshot<TResult>> WatchAsync(CancellationToken cancellationToken = default) =>
        WatchAsync(_client.Options.WaitTimeout, cancellationToken);

    /// <summary>
    /// Follows the job: gives it as it stands, again whenever its status, its attempt or its progress has changed, and at last as it ended, whatever
    /// its end is. Where the server streams, a change comes within some seconds; where it does not, it is polled for as by
    /// <see cref="WaitForEndAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"/>. A stream that ends early or breaks is gone on with
    /// where it was.
    /// </summary>
    /// <remarks>A change that passes between two looks is not told: a method may report its progress more often than anybody looks.</remarks>
    /// <param name="timeout">How long; not negative, or <see cref="Timeout.InfiniteTimeSpan"/>. Zero gives only what is known already.</param>
    /// <param name="cancellationToken">Gives up following. The job goes on; <see cref="CancelAsync"/> stops it.</param>
    /// <inheritdoc
    ///   cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"
    ///   path="/exception[not(contains(@cref, 'Failed'))]"/>
    public virtual IAsyncEnumerable<AsyncJobSnapshot<TResult>> WatchAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return FollowAsync(timeout, cancellationToken);
    }

    /// <summary>Asks once how the job stands, within <see cref="AsyncJobClientOptions.CallTimeout"/>.</summary>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <inheritdoc
    ///   cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"
    ///   path="/exception[not(contains(@cref, 'Failed') or contains(@cref, 'ArgumentOutOfRange'))]"/>
    public virtual Task<AsyncJobSnapshot<TResult>> GetAsync(CancellationToken cancellationToken = default) =>
        AskAsync(HttpMethod.Get, mayWait: false, Deadline.After(_client.Options.CallTimeout, Time), new Backoff(_client.Options), cancellationToken);

    /// <summary>
    /// Asks the server to stop the job, within <see cref="AsyncJobClientOptions.CallTimeout"/>. One that waits is cancelled at once, one that runs
    /// when its method has stopped, and one that is finished stays as it is.
    /// </summary>
    /// <param name="cancellationToken">Gives up asking. The job may be cancelled nevertheless.</param>
    /// <returns>The job as it stands then.</returns>
    /// <inheritdoc
    ///   cref="WaitAsync(TimeSpan, IProgress{AsyncJobSnapshot}, CancellationToken)"
    ///   path="/exception[not(contains(@cref, 'Failed') or contains(@cref, 'ArgumentOutOfRange'))]"/>
    public virtual Task<AsyncJobSnapshot<TResult>> CancelAsync(CancellationToken cancellationToken = default) =>
        AskAsync(
            HttpMethod.Delete, mayWait: false, Deadline.After(_client.Options.CallTimeout, Time), new Backoff(_client.Options), cancellationToken);

    /// <summary>
    /// Asks the server to remove the job with all that it keeps of it, within <see cref="AsyncJobClientOptions.CallTimeout"/>. The job has to have
    /// ended, and the server has to allow it. <see cref="Latest"/> stays as it is.
    /// </summary>
    /// <param name="cancellationToken">Gives up asking. The job may be removed nevertheless.</param>
    /// <returns>
    /// True when the job is removed. False when the server has none for this caller: it was removed before, perhaps by an attempt of this call whose
    /// reply was lost; it has expired; or it is another caller's.
    /// </returns>
    /// <exception cref="AsyncJobRequestException">
    /// The server refuses: 409 for a job that has not finished, so cancel it and wait for its end, or whose callback may still be under way; 400
    /// where callers may not remove jobs.
    /// </exception>
    /// <exception cref="AsyncJobProtocolException">The reply is not what the wire contract says.</exception>
    /// <exception cref="AsyncJobTimeoutException">The time is over; the exception carries the job's URL.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection cannot be made and trying again is no use, as with a certificate that is refused, or where nothing listens at the address.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public virtual async Task<bool> PurgeAsync(CancellationToken cancellationToken = default)
    {
        UriBuilder url = new(Url);
        url.Query = url.Query.Length > 1 ? url.Query + "&purge" : "?purge";
        JobRequest request = new() { Method = HttpMethod.Delete, Url = url.Uri, HasNoReply = true };
        try
        {
            await _client.Transport
                .SendAsync(request, Deadline.After(_client.Options.CallTimeout, Time), new Backoff(_client.Options), cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (AsyncJobRequestException refusal) when (refusal.StatusCode is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>
    /// Asks the server to run the job again, as a new job with the same input, within <see cref="AsyncJobClientOptions.CallTimeout"/>. The job has to
    /// have ended, and the server has to keep the inputs of its kind. Repeating the call is safe: it gives the same new job, which can be run again
    /// itself once it has ended.
    /// </summary>
    /// <param name="cancellationToken">Gives up asking. The new job may have been started nevertheless.</param>
    /// <returns>The new job; <see cref="AsyncJobSnapshot.RetryOf"/> of what is known of it names this one.</returns>
    /// <exception cref="AsyncJobRequestException">
    /// The server refuses: 409 for a job that has not finished (2409), whose input was not kept or is not there any more (2419), or whose repetition
    /// was removed (2420); 400 for an input that the job does not take any more; 404 for a job that is unknown, expired, or another caller's, and
    /// where callers cannot run jobs again; 429 for a caller who has too many.
    /// </exception>
    /// <exception cref="AsyncJobProtocolException">
    /// The reply is not what the wire contract says, or the job's URL is at an origin that is not trusted.
    /// </exception>
    /// <exception cref="AsyncJobTimeoutException">The time is over; the exception carries this job's URL.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection cannot be made and trying again is no use, as with a certificate that is refused, or where nothing listens at the address.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public virtual async Task<AsyncJob<TResult>> RetryAsync(CancellationToken cancellationToken = default)
    {
        UriBuilder url = new(Url);
        url.Path = url.Path.TrimEnd('/') + "/retry";
        JobRequest request = new() { Method = HttpMethod.Post, Url = url.Uri, MayWait = true };
        JobReply reply = await _client.Transport
            .SendAsync(request, Deadline.After(_client.Options.CallTimeout, Time), new Backoff(_client.Options), cancellationToken)
            .ConfigureAwait(false);
        return FromStart(_client, request.Url, reply, _resultType);
    }

    internal static AsyncJob<TResult> FromStart(AsyncJobClient client, Uri called, JobReply reply, JsonTypeInfo<TResult> resultType)
    {
        AsyncJobSnapshot<TResult> snapshot = StatusDocument.Read(reply.Body, resultType, reply.RequestUrl);
        Uri? url = reply.Location is null && snapshot.IsFinished ? null : JobLocation.Resolve(reply, called, client.Options.TrustedOrigins);
        AsyncJob<TResult> job = new(client, url, snapshot.Id, resultType);
        job.Remember(snapshot, reply.RetryAfter);
        return job;
    }

    private async Task<AsyncJobSnapshot<TResult>> PollAsync(
        Deadline deadline, IProgress<AsyncJobSnapshot>? progress, CancellationToken cancellationToken)
    {
        Backoff backoff = new(_client.Options);
        AsyncJobSnapshot? reported = null;
        while (true)
        {
            Sighting? last = _last;
            if (last is not null)
            {
                if (!last.Job.LooksLike(reported))
                    progress?.Report(last.Job);
                reported = last.Job;
                if (last.Job.IsFinished)
                    return last.Job;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await deadline.PauseAsync(backoff.Next(NotBefore(last), deadline.Remaining), cancellationToken).ConfigureAwait(false);
            if (deadline.IsOver)
                throw AsyncJobTimeoutException.Waiting(Url);

            await AskAsync(HttpMethod.Get, mayWait: true, deadline, backoff, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<AsyncJobSnapshot<TResult>> FollowAsync(
        TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One that the server finished at once may have no URL.
        if (_last is { Job.IsFinished: true } end)
        {
            yield return end.Job;
            yield break;
        }

        Deadline deadline = Deadline.After(timeout, Time);
        Backoff backoff = new(_client.Options);
        using JobFollower<TResult> follower = new(_client, Url, _resultType);
        AsyncJobSnapshot? shown = null;
        while (true)
        {
            Sighting? last = _last;
            if (last is not null)
            {
                if (!last.Job.LooksLike(shown))
                    yield return last.Job;
                shown = last.Job;
                if (last.Job.IsFinished)
                    yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (await follower.NextAsync(last?.Job, deadline, cancellationToken).ConfigureAwait(false) is { } news)
            {
                Remember(news.Job, news.RetryAfter);
                continue;
            }

            await deadline.PauseAsync(backoff.Next(NotBefore(last), deadline.Remaining), cancellationToken).ConfigureAwait(false);
            if (deadline.IsOver)
                throw AsyncJobTimeoutException.Waiting(Url);

            await AskAsync(HttpMethod.Get, mayWait: true, deadline, backoff, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AsyncJobSnapshot<TResult>> AskAsync(
        HttpMethod method,
        bool mayWait,
        Deadline deadline,
        Backoff backoff,
        CancellationToken cancellationToken)
    {
        JobRequest request = new() { Method = method, Url = Url, MayWait = mayWait, IsOfWait = mayWait };
        JobReply reply = await _client.Transport.SendAsync(request, deadline, backoff, cancellationToken).ConfigureAwait(false);
        AsyncJobSnapshot<TResult> snapshot = StatusDocument.Read(reply.Body, _resultType, Url);
        Remember(snapshot, reply.RetryAfter);
        return snapshot;
    }

    // A finished job stays so: a slower reply to an earlier question must not undo it.
    private void Remember(AsyncJobSnapshot<TResult> snapshot, TimeSpan retryAfter)
    {
        if (_last is not { Job.IsFinished: true })
            _last = new Sighting(snapshot, Time.GetTimestamp(), retryAfter);
    }

    private TimeSpan NotBefore(Sighting? last)
    {
        TimeSpan left = last is null ? TimeSpan.Zero : last.RetryAfter - Time.GetElapsedTime(last.At);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TResult ResultOf(AsyncJobSnapshot<TResult> job) => job.Status switch
    {
        AsyncJobStatus.Succeeded => job.Result!,
        AsyncJobStatus.Unknown => throw new AsyncJobProtocolException(
            $"The job '{job.Job}' ended with the status '{job.UnknownStatus}', "
            + "which this version of AsyncJobs.Client does not know: update the package.",
            _url),
        _ => throw new AsyncJobFailedException(job, _url),
    };

    private sealed record Sighting(AsyncJobSnapshot<TResult> Job, long At, TimeSpan RetryAfter);
}
