using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using AsyncJobs.Direct.Connections;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Credentials;

/// <summary>
/// Keys from an endpoint. They are asked for when they are needed, and again before they expire: within a quarter of an hour before that by one
/// request beside those that are signed with the old ones, and in the last minute by one for which all wait.
/// </summary>
internal sealed class ContainerKeys : KeySource
{
    private const int MostTries = 5;
    private const int MostAnswerBytes = 64 * 1024;

    private static readonly TimeSpan s_renewedFor = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_unusableFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(200);

    private readonly ContainerEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly object _gate = new();
    private AccessKeys? _keys;
    private Task<AccessKeys>? _renewal;

    /// <summary>Keeps an endpoint; sends nothing.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="time">The clock.</param>
    /// <param name="http">Sends requests; by default connections of its own, which go through no proxy where they are not encrypted.</param>
    public ContainerKeys(ContainerEndpoint endpoint, TimeProvider time, HttpMessageInvoker? http = null)
    {
        _endpoint = endpoint;
        _time = time;
        _http = http ?? DirectHttp.Make(usesProxy: endpoint.Uri.Scheme == Uri.UriSchemeHttps);
    }

    /// <inheritdoc/>
    public override async ValueTask<AccessKeys> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessKeys> renewal;
        lock (_gate)
        {
            TimeSpan left = _keys?.ExpiresAt - _time.GetUtcNow() ?? TimeSpan.Zero;
            if (_keys is { } fresh && left > s_renewedFor)
                return fresh;

            if (_renewal is null or { IsCompleted: true })
                _renewal = RenewAsync();
            if (_keys is { } old && left > s_unusableFor)
                return old;

            renewal = _renewal;
        }

        return await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override bool Forget(AccessKeys keys)
    {
        lock (_gate)
        {
            if (_keys == keys)
                _keys = null;
        }

        return true;
    }

    // On the pool: whoever begins it holds the gate, and others go on meanwhile.
    private Task<AccessKeys> RenewAsync()
    {
        Task<AccessKeys> renewal = Task.Run(AskAsync);

        // Nobody may be waiting for it. The next request asks again.
        _ = renewal.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return renewal;
    }

    private async Task<AccessKeys> AskAsync()
    {
        for (int number = 1; ; number++)
        {
            try
            {
                AccessKeys keys = await TryAsync().ConfigureAwait(false);
                lock (_gate)
                    _keys = keys;
                return keys;
            }
            catch (Exception cause) when (number < MostTries && cause is HttpRequestException or IOException or OperationCanceledException)
            {
                // Tried again after a pause that is twice as long each time, and up to a quarter longer, so that not all ask at once.
                double longer = 1 + (KernelRandom.NextDouble() / 4);
                await Task.Delay(s_firstPause * Math.Pow(2, number - 1) * longer, _time).ConfigureAwait(false);
            }
            catch (Exception last) when (last is HttpRequestException or IOException or OperationCanceledException)
            {
                Exception cause = ForeignText.IsIn(last) ? ForeignText.TakenOutOf(last) : last;
                throw new AmazonClientException($"The endpoint of {AwsVariables.ContainerCredentials} gave no credentials: {cause.Message}", cause);
            }
        }
    }

    private async Task<AccessKeys> TryAsync()
    {
#pragma warning disable AJ1003 // Several invocations may wait for it, each for as long as its own token allows.
        using CancellationTokenSource limit = new(s_longestTry, _time);
#pragma warning restore AJ1003
        using HttpRequestMessage request = new(HttpMethod.Get, _endpoint.Uri);
        if (_endpoint.ReadToken() is { } token)
            request.Headers.TryAddWithoutValidation("Authorization", token);

        using HttpResponseMessage response = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            throw new HttpRequestException($"it answered {(int)response.StatusCode}.");
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw new AmazonClientException(
                $"The endpoint of {AwsVariables.ContainerCredentials} gave no credentials: it answered {(int)response.StatusCode}.");
        }

        AccessKeys keys = await BoundedBody.ReadAsync(response.Content, MostAnswerBytes, limit.Token).ConfigureAwait(false) is { } body
            && Parse(body) is { } found
                ? found
                : throw new AmazonClientException(
                    $"The endpoint of {AwsVariables.ContainerCredentials} answered without credentials that can be used: it takes an AccessKeyId, a "
                    + "SecretAccessKey, a Token and an Expiration.");

        // Where the process was frozen on the way, the answer may be an old one.
        DateTimeOffset now = _time.GetUtcNow();
        return keys.ExpiresAt > now + s_unusableFor ? keys : throw new HttpRequestException(
            $"its answer has an Expiration of {keys.ExpiresAt:u}, and by the clock of this machine it is {now:u}.");
    }

    private static AccessKeys? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return root.GetProperty("AccessKeyId").GetString() is { Length: > 0 } id
                && root.GetProperty("SecretAccessKey").GetString() is { Length: > 0 } secret
                && root.GetProperty("Token").GetString() is { Length: > 0 } token
                    ? new AccessKeys(id, secret, token, AwsVariables.ContainerCredentials, root.GetProperty("Expiration").GetDateTimeOffset())
                    : null;
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Its message may hold some of the answer.
            return null;
        }
    }
}
