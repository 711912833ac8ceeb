using System.Text.Json;
using Amazon.Runtime;
using AsyncJobs.Direct.Connections;
using AsyncJobs.Direct.Credentials;
using AsyncJobs.Direct.Places;
using AsyncJobs.Direct.Signing;

namespace AsyncJobs.Direct.Sending;

/// <summary>Sends requests to a service: signed, and again where that helps.</summary>
/// <param name="place">Where the service is.</param>
/// <param name="keys">With what requests are signed.</param>
/// <param name="http">The connections.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
/// <param name="firstPause">The longest pause before the first repetition of what was not throttled.</param>
/// <param name="jitter">Gives numbers from 0 to 1, for pauses.</param>
/// <param name="refusal">Makes the exception of an error.</param>
internal sealed class ServiceClient(
    ServicePlace place,
    KeySource keys,
    HttpMessageInvoker http,
    Func<string, string?> environment,
    TimeProvider time,
    TimeSpan firstPause,
    Func<double> jitter,
    Func<ServiceError, AmazonServiceException> refusal)
{
    private static readonly TimeSpan s_longestAttempt = TimeSpan.FromSeconds(5);

    private readonly RequestSigner _signer = new(place.Region, place.Service);
    private readonly ServiceClock _clock = new(time);
    private readonly RetryQuota _quota = new();
    private readonly string _userAgent = UserAgent.Of(environment);

    /// <summary>Where the service is, for messages.</summary>
    public string PlaceName => place.Name;

    /// <summary>Sends a request until it succeeds, or another try cannot help, or there were enough.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads its answer.</param>
    /// <param name="cancellationToken">Gives up at once, also in a pause.</param>
    /// <exception cref="AmazonServiceException">The service refused, or answered what cannot be read.</exception>
    /// <exception cref="AmazonClientException">There are no credentials.</exception>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="IOException">The answer did not arrive.</exception>
    /// <exception cref="TimeoutException">The service did not answer in time.</exception>
    public async Task<T> SendAsync<T>(ServiceRequest request, Func<ServiceAnswer, T> read, CancellationToken cancellationToken)
        where T : class
    {
        Retries retries = new(_quota, firstPause, jitter);
        while (true)
        {
            Attempt attempt = new(retries.Count + 1);
            try
            {
                ServiceAnswer answer = await TryAsync(request, attempt, cancellationToken).ConfigureAwait(false);
                T result = Read(answer, attempt, read);
                retries.Succeeded();
                return result;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!retries.MayGoOn(failure, attempt, Renew))
                    throw;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (retries.Pause > TimeSpan.Zero)
                await Task.Delay(retries.Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Renew(Attempt attempt) => attempt.Keys is { } used && keys.Forget(used);

    private T Read<T>(ServiceAnswer answer, Attempt attempt, Func<ServiceAnswer, T> read)
    {
        try
        {
            return answer.IsSuccess ? read(answer) : throw refusal(new ServiceError(answer, attempt.Redaction));
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException)
        {
            throw new AmazonUnmarshallingException(answer.RequestId, null, cause, answer.Status);
        }
    }

    private async Task<ServiceAnswer> TryAsync(ServiceRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.Keys = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable AJ1003 // Only makes an attempt shorter: the caller's token, which is that of their budget, ends it too.
        using CancellationTokenSource limit = new(s_longestAttempt, time);
#pragma warning restore AJ1003
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            DateTimeOffset sentAt = time.GetUtcNow();
            TimeSpan difference = _clock.Difference;
            using HttpRequestMessage message = Write(request, attempt, attempt.Keys, sentAt + difference);
            using HttpResponseMessage response = await http.SendAsync(message, either.Token).ConfigureAwait(false);
            attempt.IsClockWrong = _clock.Learn(sentAt, difference, response);
            attempt.RetryAfter = ServiceAnswer.RetryAfter(response);
            return await ServiceAnswer.ReadAsync(response, attempt, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                cause.InnerException is TimeoutException
                    ? $"{place.Host} could not be connected to in time."
                    : $"{place.Host} did not answer within {s_longestAttempt.TotalSeconds} s.",
                cause);
        }
        catch (Exception cause) when (ForeignText.IsIn(cause))
        {
            throw ForeignText.TakenOutOf(cause);
        }
    }

    private HttpRequestMessage Write(ServiceRequest request, Attempt attempt, AccessKeys used, DateTimeOffset now)
    {
        string date = RequestSigner.DateOf(now);
        SignedHeaders headers = new();
        headers.Add("content-type", request.ContentType);
        headers.Add("host", place.Host);
        headers.Add("x-amz-content-sha256", request.BodyHash);
        headers.Add("x-amz-date", date);
        headers.Add(request.Header, request.Value);
        if (used.Token is not null)
            headers.Add("x-amz-security-token", used.Token);

        HttpRequestMessage message = new(HttpMethod.Post, place.At(request.Path)) { Content = new ReadOnlyMemoryContent(request.Body) };
        foreach (SignedHeader header in headers)
            Set(message, header.Name, header.Value);
        string path = place.PathOf(request.Path);
        attempt.Authorization = _signer.Authorize(message.Method.Method, path, headers, request.BodyHash, date, used);
        Set(message, "authorization", attempt.Authorization);

        // These change on the way, or with each try, and are not signed.
        Set(message, "user-agent", _userAgent);
        Set(message, "amz-sdk-invocation-id", request.Id);
        Set(message, "amz-sdk-request", $"attempt={attempt.Number}; max={Retries.Most + 1}");
        if (TraceHeader.ValueOf(environment) is { } trace)
            Set(message, TraceHeader.Name, trace);
        return message;
    }

    private static void Set(HttpRequestMessage message, string name, string value)
    {
        bool isSet = name == "content-type"
            ? message.Content!.Headers.TryAddWithoutValidation(name, value)
            : message.Headers.TryAddWithoutValidation(name, value);
        if (!isSet)
            throw new AmazonClientException($"The header {name} cannot be sent.");
    }
}
