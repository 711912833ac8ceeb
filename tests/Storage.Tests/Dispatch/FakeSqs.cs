using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>SQS as a server on a socket: notes what arrives, and answers what the test says, as SQS does by default.</summary>
internal sealed class FakeSqs : IAsyncDisposable
{
    private readonly ConcurrentQueue<(int Status, string Type, string? QueryError)> _answers = new();
    private LoopbackServer? _server;

    internal ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Set, requests are read and then not answered.</summary>
    internal bool Silent { get; set; }

    internal TaskCompletionSource FirstCall { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Url => _server!.Address;

    internal static async Task<FakeSqs> StartAsync()
    {
        FakeSqs fake = new();
        fake._server = await LoopbackServer.StartAsync(mostBodyBytes: null, fake.AnswerAsync);
        return fake;
    }

    /// <summary>What to refuse next; after the last, requests are taken again.</summary>
    internal void Then(int status, string type, string? queryError = null) => _answers.Enqueue((status, type, queryError));

    public async ValueTask DisposeAsync()
    {
        await _server!.StopAsync(TimeSpan.Zero);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        JsonObject body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        Calls.Enqueue(new(context.Request.Headers["X-Amz-Target"].ToString(), context.Request.Headers.Authorization.ToString(), body));
        FirstCall.TrySetResult();
        if (Silent)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);

        JsonObject answer = body["MessageBody"] is { } text
            ? new() { ["MessageId"] = "m", ["MD5OfMessageBody"] = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.ToString()))) }
            : [];
        context.Response.Headers["x-amzn-RequestId"] = "aws-request-1";
        context.Response.ContentType = "application/x-amz-json-1.0";
        if (_answers.TryDequeue(out (int Status, string Type, string? QueryError) refusal))
        {
            context.Response.StatusCode = refusal.Status;
            if (refusal.QueryError is not null)
                context.Response.Headers["x-amzn-query-error"] = refusal.QueryError + ";Sender";
            answer = new() { ["__type"] = "com.amazonaws.sqs#" + refusal.Type, ["message"] = "said by SQS" };
        }

        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    internal sealed record Call(string Target, string Authorization, JsonObject Body);
}
