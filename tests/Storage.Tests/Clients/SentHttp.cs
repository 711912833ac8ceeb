using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;

namespace AsyncJobs.Storage.Tests.Clients;

/// <summary>Keeps what a client of the SDK sends, and answers as the test says; by default with an empty success.</summary>
internal sealed class SentHttp : HttpClientFactory
{
    private readonly ConcurrentQueue<HttpRequestMessage> _requests = new();

    internal IReadOnlyList<HttpRequestMessage> Requests => [.. _requests];

    /// <summary>Answers a request, by its place from 1 on.</summary>
    internal Func<int, HttpResponseMessage> Answer { get; set; } = _ => Ok();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    internal static HttpResponseMessage Ok() => new(HttpStatusCode.OK) { Content = new ByteArrayContent("{}"u8.ToArray()) };

    internal static HttpResponseMessage Refuse(HttpStatusCode status, string code)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent($$"""{"__type":"com.amazonaws.test#{{code}}","message":"As the test says."}""") };
        answer.Headers.Add("x-amzn-ErrorType", code);
        return answer;
    }

    private sealed class Handler(SentHttp owner) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            owner._requests.Enqueue(request);
            return Task.FromResult(owner.Answer(owner._requests.Count));
        }
    }
}
