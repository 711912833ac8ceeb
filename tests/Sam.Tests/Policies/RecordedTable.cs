using System.Collections.Concurrent;
using Amazon.Runtime;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>Notes what a client of the SDK asks of DynamoDB.</summary>
internal sealed class RecordedTable : HttpClientFactory
{
    private readonly ConcurrentDictionary<string, bool> _actions = new();

    public IEnumerable<string> Actions => _actions.Keys.Order(StringComparer.Ordinal);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(_actions));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    private sealed class Handler(ConcurrentDictionary<string, bool> actions) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            actions["dynamodb:" + request.Headers.GetValues("X-Amz-Target").Single().Split('.')[^1]] = true;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
