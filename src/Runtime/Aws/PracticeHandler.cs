using System.Net;

namespace AsyncJobs.Aws;

/// <summary>Answers requests to DynamoDB and Lambda as if they had succeeded. Nothing leaves the process.</summary>
internal sealed class PracticeHandler : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An answer that comes later takes other ways through a client than one that is there at once, and a real one comes later.
        await Task.Yield();
        bool isEvent = request.RequestUri?.AbsolutePath.Length > 1;
        return new HttpResponseMessage(isEvent ? HttpStatusCode.Accepted : HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(isEvent ? [] : "{}"u8.ToArray()),
            RequestMessage = request,
        };
    }
}
