using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Storage.Tests.Secrets;

/// <summary>Secrets Manager and the Parameter Store as a server on a socket: answers what the test says, as they do.</summary>
internal sealed class FakeSecrets : IAsyncDisposable
{
    private LoopbackServer? _server;

    /// <summary>The operation, the authorization and the parameters of each call.</summary>
    internal ConcurrentQueue<(string Target, string Authorization, JsonObject Body)> Calls { get; } = new();

    /// <summary>The next answer.</summary>
    internal Func<string, (int Status, string Body)> Answer { get; set; } = static _ => (200, "{}");

    internal string Url => _server!.Address;

    internal static async Task<FakeSecrets> StartAsync()
    {
        FakeSecrets fake = new();
        fake._server = await LoopbackServer.StartAsync(mostBodyBytes: null, fake.AnswerAsync);
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.StopAsync(TimeSpan.Zero);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        JsonObject body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        string target = context.Request.Headers["X-Amz-Target"].ToString();
        Calls.Enqueue((target, context.Request.Headers.Authorization.ToString(), body));
        (int status, string answer) = Answer(target);
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-RequestId"] = "aws-request-1";
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }
}
