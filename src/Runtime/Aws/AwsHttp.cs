using System.Net;
using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>
/// The connections of the jobs' own clients: one HttpClient for all of them, as the SDK has one for clients that are configured alike. It is known
/// here, so that a connection can be opened before the first request.
/// </summary>
/// <param name="config">
/// A configuration with the proxy and the limits of time that all of these clients have. It is read at once: what its client's owner changes in it
/// later concerns that client, and not the connections of all.
/// </param>
internal sealed class AwsHttp(ClientConfig config) : HttpClientFactory
{
    private static AwsHttp? s_shared;

    private readonly HttpClient _client = Make(config);

    /// <summary>That of the process.</summary>
    public static AwsHttp SharedBy(ClientConfig config) =>
        Volatile.Read(ref s_shared) ?? Interlocked.CompareExchange(ref s_shared, new AwsHttp(config), null) ?? s_shared;

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    /// <summary>
    /// Opens a connection by a request that asks for nothing: it has no signature, so that it needs no permission and concerns no account.
    /// DynamoDB answers it with a line that says that it is healthy, and other services refuse it. The connection stays open for the next request.
    /// </summary>
    public async Task OpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, endpoint);
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // As the SDK makes it. The variables of a proxy are honored by the handler itself.
    private static HttpClient Make(ClientConfig config)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = config.ConnectTimeout ?? Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = config.AllowAutoRedirect,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (config.GetWebProxy() is { } proxy)
            handler.Proxy = proxy;
        if (handler.Proxy is not null && config.ProxyCredentials is { } credentials)
            handler.Proxy.Credentials = credentials;

#pragma warning disable AJ1001, AJ1006 // Only makes calls shorter: all of them are given the token of their invocation's budget.
        return new HttpClient(handler) { Timeout = config.Timeout ?? Timeout.InfiniteTimeSpan };
#pragma warning restore AJ1001, AJ1006
    }
}
