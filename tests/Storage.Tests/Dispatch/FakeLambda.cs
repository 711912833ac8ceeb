using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>Lambda's Invoke as a server on a socket: notes what arrives, and answers what the test says, 202 by default.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Answer> _answers = new();

    private FakeLambda(WebApplication server) => _server = server;

    internal ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Set, requests are read and then not answered.</summary>
    internal bool Silent { get; set; }

    internal TaskCompletionSource FirstCall { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Url => _server.Urls.Single();

    internal static async Task<FakeLambda> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        var fake = new FakeLambda(server);
        server.Run(fake.AnswerAsync);
        await server.StartAsync(cancellationToken);
        return fake;
    }

    /// <summary>What to answer next; after the last, 202 again.</summary>
    internal void Then(int status, string? errorType = null, string body = "") => _answers.Enqueue(new(status, errorType, body));

    /// <summary>Answers 202 from now on.</summary>
    internal void Recover() => _answers.Clear();

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Calls.Enqueue(new(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        FirstCall.TrySetResult();

        if (Silent)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);

        if (!_answers.TryDequeue(out Answer? answer))
            answer = new(202, null, "");

        context.Response.StatusCode = answer.Status;
        context.Response.Headers["x-amzn-RequestId"] = "aws-request-1";
        if (answer.ErrorType is not null)
            context.Response.Headers["x-amzn-ErrorType"] = answer.ErrorType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    internal sealed record Call(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    private sealed record Answer(int Status, string? ErrorType, string Body);
}
