using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>Serves an empty page to two origins: by the name of this machine and by its address.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>The page at the first origin.</summary>
    public Uri Page => new UriBuilder(OtherPage) { Host = "localhost" }.Uri;

    /// <summary>The same at another one.</summary>
    public Uri OtherPage => new(_server!.Urls.First());

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(static context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!DOCTYPE html><title>A page</title>");
        });
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
