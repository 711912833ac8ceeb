using System.Net;
using System.Net.Http.Headers;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>Answers without a network, later than at once, so that nothing but the client's own work is measured.</summary>
internal sealed class MemoryHandler : HttpMessageHandler
{
    private static readonly byte[] s_body = new byte[200];
    private static readonly MediaTypeHeaderValue s_type = new("application/json");

    public static Uri Address { get; } = new("http://pricing.example/quotes");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        StreamContent content = new(new MemoryStream(s_body, writable: false));
        content.Headers.ContentType = s_type;
        content.Headers.ContentLength = s_body.Length;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
