using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>An HTTP/2 server on a real socket. Paths are scripts of what it does; nothing waits for time to pass.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Http2Server(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Ends when a request has reached a script.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Ends when a client has given a request up.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>The connections that requests came by.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, bool> Connections { get; } = new();

    public static async Task<Http2Server> StartAsync(Func<HttpContext, Task> script)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication app = builder.Build();
        Http2Server server = new(app);
        app.Run(context => server.ServeAsync(context, script));
        await app.StartAsync();
        return server;
    }


    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context, Func<HttpContext, Task> script)
    {
        Connections[context.Connection.Id] = true;
        using CancellationTokenRegistration aborted = context.RequestAborted.Register(() => _aborted.TrySetResult());
        _asked.TrySetResult();
        try
        {
            await script(context);
        }
        catch (OperationCanceledException)
        {
            // The client gave the request up, as most of these tests want it to, or the test is over.
        }
    }
}
