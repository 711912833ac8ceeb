using System.Net;
using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>Answers the requests of a client that only practices. Nothing leaves the process.</summary>
internal sealed class PracticeHttp : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler());

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // An answer that comes later takes other ways through the SDK than one that is there at once, and a real one comes later.
            await Task.Yield();
            bool isEvent = request.RequestUri?.AbsolutePath.Length > 1;
            return new HttpResponseMessage(isEvent ? HttpStatusCode.Accepted : HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(isEvent ? [] : "{}"u8.ToArray()),
                RequestMessage = request,
            };
        }
    }
}
