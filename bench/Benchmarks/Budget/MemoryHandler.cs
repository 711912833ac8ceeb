using System.Net;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>
/// Answers without a network, but as a network does: later than at once, listening to its token until then, and with headers that nobody has
/// parsed yet. Nothing but the client's own work is measured.
/// </summary>
internal sealed class MemoryHandler : HttpMessageHandler
{
    private static readonly byte[] s_body = new byte[200];

    public static Uri Address { get; } = new("http://pricing.example/quotes");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static _ => { }, null))
            await Task.Yield();
        StreamContent content = new(new MemoryStream(s_body, writable: false));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Length", "200");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
