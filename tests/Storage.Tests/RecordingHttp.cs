using System.Collections.Concurrent;
using System.Net.Sockets;
using Amazon.Runtime;

namespace AsyncJobs.Storage.Tests;

/// <summary>Stands between a client and the wire: notes every request, and can lose an answer on its way back.</summary>
internal sealed class RecordingHttp : HttpClientFactory
{
    private readonly ConcurrentQueue<Request> _requests = new();
    private int _answersUntilLost;
    private Func<Task>? _meanwhile;

    internal IReadOnlyCollection<Request> Requests => _requests;

    /// <summary>The operations asked for, such as <c>PutItem</c>, in order.</summary>
    internal IEnumerable<string> Operations => _requests.Select(request => request.Operation);

    internal void Clear() => _requests.Clear();

    internal void LoseNextAnswer() => LoseAnswer(1);

    /// <summary>Loses one of the answers to come.</summary>
    /// <param name="number">Which: 1 for the next.</param>
    internal void LoseAnswer(int number) => Interlocked.Exchange(ref _answersUntilLost, number);

    /// <summary>Does something while the next answer is on its way.</summary>
    internal void BeforeNextAnswer(Func<Task> meanwhile) => _meanwhile = meanwhile;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(CreateHandler());

    internal HttpMessageHandler CreateHandler() => new Handler(this);

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
            if (Interlocked.Exchange(ref owner._meanwhile, null) is { } meanwhile)
                await meanwhile();
            if (Volatile.Read(ref owner._answersUntilLost) == 0 || Interlocked.Decrement(ref owner._answersUntilLost) != 0)
                return response;

            await response.Content.LoadIntoBufferAsync(cancellationToken);
            response.Dispose();
            throw new HttpRequestException("The answer is lost.", new IOException("", new SocketException((int)SocketError.ConnectionReset)));
        }
    }
}
