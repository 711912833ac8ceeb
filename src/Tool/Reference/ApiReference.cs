using AsyncJobs.Local.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace AsyncJobs.Tool.Reference;

/// <summary>
/// Shows the reference of the jobs' API, made of their OpenAPI document by Scalar. All of it is in the package; nothing comes from elsewhere.
/// </summary>
internal sealed class ApiReference : IAsyncDisposable
{
    // Scalar writes its settings into the page, and styles while it runs.
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication _pages;
    private readonly RequestDelegate _pipeline;

    /// <summary>Makes the reference. It is no server: <see cref="AnswerAsync"/> is given the requests of one.</summary>
    public ApiReference()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

        // Asked for, and never started.
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        _pages = builder.Build();
        _pages.UseRouting();
        _pages.MapScalarApiReference(PagePaths.Reference, static options =>
        {
            options.Title = "Jobs";
            options.OpenApiRoutePattern = PagePaths.OpenApi;
            options.DefaultFonts = false;
            options.Telemetry = false;

            // Jobs are started at the host itself, whose page has a form for each.
            options.HideTestRequestButton = true;
            options.HideClientButton = true;
        });
        _pages.UseEndpoints(static _ => { });
        _pipeline = ((IApplicationBuilder)_pages).Build();
    }

    /// <summary>Answers a request for the reference or a part of it.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        PageHeaders.Write(context.Response, Policy);
        context.RequestServices = _pages.Services;
        return _pipeline(context);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pages.DisposeAsync();
}
