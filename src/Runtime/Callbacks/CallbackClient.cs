using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace AsyncJobs.Callbacks;

/// <summary>Sends callbacks to URLs that strangers chose.</summary>
internal sealed class CallbackClient
{
    // A receiver that cannot be connected to within this would not have answered in its time either.
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly CallbackNetwork _network;
    private readonly bool _allowsLoopback;
    private readonly HttpMessageInvoker _http;

    public CallbackClient(CallbackNetwork network, bool allowsLoopback)
    {
        _network = network;
        _allowsLoopback = allowsLoopback;
        _http = new HttpMessageInvoker(network.Receiver ?? new SocketsHttpHandler
        {
            ConnectCallback = OpenAsync,
            ConnectTimeout = s_connectTimeout,
            SslOptions = network.Tls,

            // Every attempt is a connection of its own, so that its address is judged then; between two invocations a connection
            // would not survive anyway.
            PooledConnectionLifetime = TimeSpan.Zero,

            AllowAutoRedirect = false,
            UseCookies = false,

            // By way of a proxy it would be the proxy that looks the host up.
            UseProxy = false,

            // The trace and its baggage are no business of a stranger.
            ActivityHeadersPropagator = null,

            // The status is all that is read of an answer: a connection with a body still to come is closed.
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
        });
    }

    /// <summary>Sends a callback once.</summary>
    /// <param name="url">Where to; one that <see cref="CallbackUrl"/> allows.</param>
    /// <param name="id">The message's id, the same for each attempt.</param>
    /// <param name="timestamp">The time of the attempt, in seconds since 1970.</param>
    /// <param name="signatures">The signatures over id, timestamp and body.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What is read of the answer.</returns>
    /// <exception cref="CallbackAddressException">The host has no public address.</exception>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="OperationCanceledException">There was none in time.</exception>
    public async ValueTask<CallbackReply> PostAsync(
        Uri url, string id, long timestamp, string signatures, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = s_json;
        request.Headers.TryAddWithoutValidation("user-agent", "AsyncJobs-Callback/1.0");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", signatures);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return new CallbackReply(response.StatusCode, RetryAfter(response, timestamp));
        }
        catch (HttpRequestException exception) when (exception.InnerException is CallbackAddressException refused)
        {
            ExceptionDispatchInfo.Throw(refused);
            throw;
        }
    }

    // Seconds or a date; one that is past, or malformed, says nothing.
    private static TimeSpan? RetryAfter(HttpResponseMessage response, long timestamp) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } when delta > TimeSpan.Zero => delta,
        { Date: { } date } when date > DateTimeOffset.FromUnixTimeSeconds(timestamp) => date - DateTimeOffset.FromUnixTimeSeconds(timestamp),
        _ => null,
    };

    // What is connected to is what was judged: the name is not looked up a second time.
    private async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await _network.Resolve(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);

        // By the name that was registered: one of somebody else's that leads to this machine is refused also where this machine's own are not.
        bool isLoopback = _allowsLoopback && CallbackUrl.IsLoopback(context.DnsEndPoint.Host);
        IPAddress[] allowed = Array.FindAll(addresses, isLoopback ? IPAddress.IsLoopback : PublicAddress.Is);
        return allowed.Length > 0
            ? await _network.Connect(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false)
            : throw new CallbackAddressException();
    }
}
