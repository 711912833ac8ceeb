using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Translation;

/// <summary>The local gateway on a real socket, in front of a function of the test's own.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayServer(WebApplication app) => _app = app;

    public StringWriter Log { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<GatewayServer> StartAsync(LambdaEntryPoint function, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        GatewayServer server = new(builder.Build());
        server._app.Urls.Add("http://127.0.0.1:0");
        time ??= TimeProvider.System;
        InProcessFunction behind = new(function, PlatformLimits.HttpTimeout, time);
        GatewayRoute[] routes = [new(new JobRoute("POST", "/things/{name}"), behind), new(null, behind)];
        HttpGateway gateway = new(routes, new RequestGuard(RequestGuard.LocalHost, ["api.example.org", "proxied.example.org", "x"], []), new LocalJobLog(server.Log, TimeProvider.System), time);
        server._app.Run(gateway.HandleAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Sends bytes as they are and reads what comes until the server closes the connection.</summary>
    public async Task<string> ExchangeAsync(string head, byte[]? body = null)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), TestContext.Current.CancellationToken);
        await stream.WriteAsync(body ?? [], TestContext.Current.CancellationToken);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
