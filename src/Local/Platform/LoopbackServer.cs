using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncJobs.Local.Platform;

/// <summary>A small HTTP server. Nothing from the environment or from appsettings.json sets it up.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackServer(WebApplication server) => _server = server;

    /// <summary>Where it listens in fact: the port may have been left to the system.</summary>
    public string Address =>
        _server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>Where a program of this machine reaches it, also where it listens at all addresses.</summary>
    public Uri CallersAddress
    {
        get
        {
            BindingAddress address = BindingAddress.Parse(Address);
            string host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            return new UriBuilder(address.Scheme, host, address.Port).Uri;
        }
    }

    /// <summary>Host and port of <see cref="Address"/>.</summary>
    public string Authority => new Uri(Address).Authority;

    /// <summary>Serves on a URL.</summary>
    public static Task<LoopbackServer> StartAsync(Uri url, long? mostBodyBytes, RequestDelegate handler) =>
        StartAsync(handler, mostBodyBytes, _ => { }, url);

    /// <summary>Serves on a free port of this machine, for processes of this machine.</summary>
    /// <param name="mostBodyBytes">How long a request's body may be; null for any length.</param>
    /// <param name="handler">Answers.</param>
    /// <param name="isLink">Tells requests for files, which browsers may make as well; null for none.</param>
    public static Task<LoopbackServer> StartAsync(long? mostBodyBytes, RequestDelegate handler, Predicate<HttpRequest>? isLink = null) => StartAsync(
        context => RequestGuard.FaultOfProcess(context.Request, isLink?.Invoke(context.Request) == true) is { } fault
            ? RefuseAsync(context.Response, fault)
            : handler(context),
        mostBodyBytes,
        kestrel => kestrel.Listen(IPAddress.Loopback, 0),
        null);

    /// <summary>Takes no more requests and waits for those under way.</summary>
    /// <param name="patience">How long; what takes longer is cut off.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        try
        {
            using CancellationTokenSource limit = new(patience);
            await _server.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Requests that took too long were cut off.
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task RefuseAsync(HttpResponse response, string fault)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        return response.WriteAsync(fault);
    }

    private static async Task<LoopbackServer> StartAsync(RequestDelegate handler, long? mostBodyBytes, Action<KestrelServerOptions> listen, Uri? url)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = mostBodyBytes;
            listen(kestrel);
        });
        builder.Services.AddSingleton<IHostLifetime, LocalLifetime>();

        WebApplication server = builder.Build();
        if (url is not null)
            server.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        server.Run(handler);
        try
        {
            await server.StartAsync().ConfigureAwait(false);
            return new LoopbackServer(server);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
