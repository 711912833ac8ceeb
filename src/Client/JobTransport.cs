using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace AsyncJobs.Client;

/// <summary>Sends a request until there is a reply, a refusal, or no time.</summary>
internal sealed class JobTransport(HttpClient http, AsyncJobClientOptions options)
{
    /// <exception cref="AsyncJobRequestException">The server refused the request.</exception>
    /// <exception cref="AsyncJobProtocolException">The reply is not JSON.</exception>
    /// <exception cref="AsyncJobTimeoutException">The deadline passed, or the server asks to wait beyond it.</exception>
    /// <exception cref="HttpRequestException">Trying again is no use, or the first connection was refused while no job is waited for.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; it carries the caller's token.</exception>
    public async Task<JobReply> SendAsync(JobRequest request, Deadline deadline, Backoff backoff, CancellationToken cancellationToken)
    {
        Exception? last = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsOver)
                throw request.TimedOut(last);

            JobAttempt attempt = await TryAsync(request, deadline.AttemptTime, cancellationToken).ConfigureAwait(false);
            if (attempt.Reply is not null)
                return attempt.Reply;

            // After an attempt that got further the address is right, and the server may have the request.
            if (last is null && !request.IsOfWait && attempt.Failure is { } failure && TransientFailure.IsRefusedConnection(failure))
                ExceptionDispatchInfo.Throw(failure);

            last = attempt.Failure;
            if (!deadline.Allows(attempt.RetryAfter))
                throw request.TimedOut(last);

            await deadline.PauseAsync(backoff.Next(attempt.RetryAfter, deadline.Remaining), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request once, for a stream of events.</summary>
    /// <returns>
    /// The reply, of which nothing but its head is read, where it is such a stream. Else how the attempt went: the document of a server that does not
    /// stream; a failure that can pass; or neither, where the request is refused, or the reply is something else.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; it carries the caller's token.</exception>
    public async Task<(HttpResponseMessage? Stream, JobAttempt Attempt)> TryOpenAsync(
        JobRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        TimeSpan time = deadline.AttemptTime;
        using CancellationTokenSource timer = new(time, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using HttpRequestMessage message = request.Create(options, Shorter(time, http.Timeout));
            HttpResponseMessage response = await http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: JobRequest.Events })
                return (response, default);

            using (response)
            {
                byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
                return (null, Read(request, response, body, response.RequestMessage?.RequestUri ?? request.Url));
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (TransientFailure.Is(exception))
        {
            return (null, new JobAttempt(null, exception, TimeSpan.Zero));
        }
        catch (Exception exception) when (exception is AsyncJobRequestException or AsyncJobProtocolException)
        {
            return (null, default);
        }
    }

    private async Task<JobAttempt> TryAsync(JobRequest request, TimeSpan time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(time, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using HttpRequestMessage message = request.Create(options, Shorter(time, http.Timeout));

            // The whole body is read within the call, so that the time of the attempt and HttpClient.Timeout cover it too.
            using HttpResponseMessage response = await http
                .SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return Read(request, response, ByteOrderMark.Skip(body), response.RequestMessage?.RequestUri ?? request.Url);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested)
        {
            TimeoutException timeout = new($"There was no whole reply within {time.TotalSeconds:0.###} s.", exception);
            return new JobAttempt(null, timeout, TimeSpan.Zero);
        }
        catch (Exception exception) when (TransientFailure.Is(exception))
        {
            return new JobAttempt(null, exception, TimeSpan.Zero);
        }
    }

    private JobAttempt Read(JobRequest request, HttpResponseMessage response, ReadOnlyMemory<byte> body, Uri url)
    {
        TimeSpan retryAfter = RetryAfter.Of(response, options.TimeProvider);
        if (!response.IsSuccessStatusCode)
        {
            AsyncJobRequestException refusal = ProblemDocument.Read(response, body, url);
            return TransientFailure.Is(response.StatusCode) ? new JobAttempt(null, refusal, retryAfter) : throw refusal;
        }

        if (request.HasNoReply)
        {
            return response.StatusCode is HttpStatusCode.NoContent
                ? new JobAttempt(new JobReply(url, null, TimeSpan.Zero, body), null, TimeSpan.Zero)
                : throw new AsyncJobProtocolException(
                    $"The server answered {(int)response.StatusCode} instead of 204: it does not remove jobs, and may have cancelled this one.", url);
        }

        // A login page answers with success as well, and goes on doing so; JSON that breaks off does not.
        if (body.Length > 0 && response.Content.Headers.ContentType is { } type && !IsJson(type))
            throw new AsyncJobProtocolException($"The server answered {(int)response.StatusCode} with '{type.MediaType}' instead of JSON.", url);

        if (!IsWhole(body))
            return new JobAttempt(null, new AsyncJobProtocolException("The reply is not valid JSON; it may have been cut off.", url), retryAfter);

        Uri? location = response.Headers.Location ?? response.Content.Headers.ContentLocation;
        return new JobAttempt(new JobReply(url, location, retryAfter, body), null, TimeSpan.Zero);
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType is { } name
        && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool IsWhole(ReadOnlyMemory<byte> body)
    {
        Utf8JsonReader reader = new(body.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b)
    {
        if (a == Timeout.InfiniteTimeSpan)
            return b;
        return b == Timeout.InfiniteTimeSpan || a < b ? a : b;
    }
}
