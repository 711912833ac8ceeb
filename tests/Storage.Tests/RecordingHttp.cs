using System.Collections.Concurrent;
using System.Net.Sockets;
using Amazon.Runtime;

namespace AsyncJobs.Storage.Tests;

/// <summary>Stands between a client of the SDK and the wire: notes every request, and can lose an answer on its way back.</summary>
internal sealed class RecordingHttp : HttpClientFactory
{
    private readonly ConcurrentQueue<Request> _requests = new();
    private int _answersToLose;

    internal IReadOnlyCollection<Request> Requests => _requests;

    /// <summary>The operations asked for, such as <c>PutItem</c>, in order.</summary>
    internal IEnumerable<string> Operations => _requests.Select(request => request.Operation);

    internal void Clear() => _requests.Clear();

    internal void LoseNextAnswer() => Interlocked.Increment(ref _answersToLose);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    internal sealed record Request(string Operation, string Body);

    private sealed class Handler(RecordingHttp owner) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[^1];
            owner._requests.Enqueue(new(operation, await request.Content!.ReadAsStringAsync(cancellationToken)));

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (Interlocked.CompareExchange(ref owner._answersToLose, 0, 1) != 1)
                return response;

            await response.Content.LoadIntoBufferAsync(cancellationToken);
            response.Dispose();
            throw new HttpRequestException("The answer is lost.", new IOException("", new SocketException((int)SocketError.ConnectionReset)));
        }
    }
}
