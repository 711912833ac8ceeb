using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>Learns how a job goes on from a stream of the server, for as long as it streams. What it cannot learn so is to be polled for.</summary>
/// <param name="client">The client.</param>
/// <param name="url">The job's URL.</param>
/// <param name="resultType">How the result is read.</param>
/// <typeparam name="TResult">What the job returns.</typeparam>
internal sealed class JobFollower<TResult>(AsyncJobClient client, Uri url, JsonTypeInfo<TResult> resultType) : IDisposable
{
    private JobStream<TResult>? _stream;
    private string? _lastId;
    private bool _isOff;
    private Deadline _notBefore = Deadline.After(TimeSpan.Zero, client.Options.TimeProvider);
    private Backoff _again = new(client.Options);

    /// <summary>Waits until the server says something.</summary>
    /// <param name="known">The job as it was seen last; null for not at all.</param>
    /// <param name="deadline">Until when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job, and how long the server asks to wait; null where there is no stream, or the time is over.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<(AsyncJobSnapshot<TResult> Job, TimeSpan RetryAfter)?> NextAsync(
        AsyncJobSnapshot<TResult>? known, Deadline deadline, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = deadline.CreateTimer();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            while (!_isOff && !deadline.IsOver)
            {
                // The server said when to ask for a stream again, such as when the caller holds as many as they may; until then it is polled.
                if (_stream is null && !_notBefore.IsOver)
                    return null;
                if (_stream is null && await OpenAsync(known, deadline, either.Token).ConfigureAwait(false) is { } reply)
                    return (StatusDocument.Read(reply.Body, resultType, url), reply.RetryAfter);
                if (_stream is null)
                    return null;

                if (await _stream.NextAsync(either.Token).ConfigureAwait(false) is { } next)
                {
                    _again = new Backoff(client.Options);
                    return (next, TimeSpan.Zero);
                }

                TimeSpan retry = _stream.Retry;
                Close();
                await deadline.PauseAsync(_again.Next(retry, deadline.Remaining), either.Token).ConfigureAwait(false);
            }
        }
        catch (AsyncJobProtocolException)
        {
            // Who asks without a stream is told whether it is the job, or what stands between.
            _isOff = true;
            Close();
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            Close();
        }

        return null;
    }

    public void Dispose() => Close();

    private async ValueTask<JobReply?> OpenAsync(AsyncJobSnapshot<TResult>? known, Deadline deadline, CancellationToken cancellationToken)
    {
        JobRequest request = new() { Method = HttpMethod.Get, Url = url, MayStream = true, LastEventId = _lastId };
        (HttpResponseMessage? response, JobAttempt attempt) =
            await client.Transport.TryOpenAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        if (response is not null)
        {
            _stream = await JobStream<TResult>
                .OpenAsync(response, known, resultType, deadline, client.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        _isOff = response is null && attempt.Failure is null;
        _notBefore = Deadline.After(attempt.RetryAfter, client.Options.TimeProvider);
        return attempt.Reply;
    }

    private void Close()
    {
        _lastId = _stream?.LastId ?? _lastId;
        _stream?.Dispose();
        _stream = null;
    }
}
