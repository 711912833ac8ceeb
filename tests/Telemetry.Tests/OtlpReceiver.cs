using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>Takes what the OTLP exporter sends. Of its protobuf, the texts are all that is looked at: they stand in it as they are.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private TaskCompletionSource _next = NewSource();

    private OtlpReceiver(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        OtlpReceiver receiver = new(server);
        server.Run(receiver.TakeAsync);
        await server.StartAsync();
        return receiver;
    }

    /// <summary>Whether something was received at a path that has all of these texts in it.</summary>
    public bool Has(string path, params string[] texts) => _received.Any(one => one.Path == path && texts.All(text => one.Body.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits until <see cref="Has"/> is so.</summary>
    public async Task WaitForAsync(string path, params string[] texts)
    {
        while (true)
        {
            // Before the look, so that what comes meanwhile ends the wait.
            Task next = Volatile.Read(ref _next).Task;
            if (Has(path, texts))
                return;

            await next.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
        context.Response.ContentType = "application/x-protobuf";
    }
}
