using System.Net;
using System.Text;

namespace AsyncJobs.Aws;

/// <summary>
/// Answers requests to DynamoDB and Lambda as if they had succeeded: whatever job is read or changed is one that runs. Nothing leaves the process.
/// </summary>
internal sealed class PracticeHandler : HttpMessageHandler
{
    // Its lease ends and it expires in the year 2100.
    private const string Item = """
        {"id":{"S":"00000000000000000000000000"},"job":{"S":"practice"},"status":{"S":"RUNNING"},"attempt":{"N":"1"},
        "createdAt":{"N":"1"},"startedAt":{"N":"1"},"expiresAt":{"N":"4102444800"},"nonce":{"S":"practice"},
        "leaseToken":{"S":"practice"},"leaseRequestId":{"S":"practice"},"leaseUntil":{"N":"4102444800000"},"leaseRetryFrom":{"N":"1"}}
        """;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An answer that comes later takes other ways through a client than one that is there at once, and a real one comes later.
        await Task.Yield();
        bool isEvent = request.RequestUri?.AbsolutePath.Length > 1;
        return new HttpResponseMessage(isEvent ? HttpStatusCode.Accepted : HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(isEvent ? [] : Encoding.UTF8.GetBytes(AnswerTo(request))),
            RequestMessage = request,
        };
    }

    private static string AnswerTo(HttpRequestMessage request)
    {
        string target = request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? values) ? values.First() : "";
        return target.EndsWith(".GetItem", StringComparison.Ordinal) ? $$"""{"Item":{{Item}}}"""
            : target.EndsWith(".UpdateItem", StringComparison.Ordinal) ? $$"""{"Attributes":{{Item}}}"""
            : "{}";
    }
}
