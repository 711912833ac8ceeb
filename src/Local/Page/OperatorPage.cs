using System.Net;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>
/// The page on which operators look at jobs, with its API. It is for this machine: requests from elsewhere, for other names than this machine's, and
/// from pages of other origins are refused.
/// </summary>
/// <param name="operations">The jobs.</param>
/// <param name="settings">What the page has beyond them.</param>
/// <param name="guard">Knows the names of this machine. It allows no other origin.</param>
/// <param name="time">The clock.</param>
internal sealed class OperatorPage(IJobOperations operations, PageSettings settings, RequestGuard guard, TimeProvider time) : IDisposable
{
    private readonly JobWindow _window = new(operations, time);
    private readonly PageToken _token = new();

    private PageApi Api => new(operations, _window, settings, _token, time);

    /// <summary>Answers a request that is for the page.</summary>
    /// <returns>False where it is not.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (!IsOwn(context.Request.Method, path))
            return false;

        try
        {
            if (FaultOf(context, path) is { } fault)
                await PageReplies.ProblemAsync(context.Response, StatusCodes.Status403Forbidden, "Forbidden", fault).ConfigureAwait(false);
            else if (!await TryServeAsync(context, path).ConfigureAwait(false))
                await PageReplies.NotFoundAsync(context.Response, "The page has nothing at this path.").ConfigureAwait(false);
        }
        catch (OperationsException exception)
        {
            await PageReplies.ProblemAsync(
                context.Response, StatusCodes.Status500InternalServerError, "Internal Server Error", exception.Message).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }

        return true;
    }

    public void Dispose() => _window.Dispose();

    // Where the application has a route of its own, that comes first.
    private bool IsOwn(string method, string path)
    {
        if (path.StartsWith(PagePaths.Parts, StringComparison.Ordinal))
            return true;
        if (path != PagePaths.Page && (path != PagePaths.OpenApi || settings.OpenApi is null))
            return false;

        IReadOnlyCollection<string> taken = settings.MethodsOf(path);
        return PageMethods.IsRead(method) ? !taken.Contains(HttpMethods.Get) : taken.Count == 0;
    }

    private string? FaultOf(HttpContext context, string path)
    {
        // A proxy or a container's network stands between: who asks then is not known.
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return "The operator's page is for programs and browsers of the machine that it runs on.";

        return guard.Fault(context.Request, takesLinks: path is PagePaths.Page or PagePaths.OpenApi);
    }

    private async Task<bool> TryServeAsync(HttpContext context, string path)
    {
        if (path.StartsWith(PagePaths.Api, StringComparison.Ordinal))
            return await Api.TryAnswerAsync(context, path[PagePaths.Api.Length..]).ConfigureAwait(false);

        string? asset = path switch
        {
            PagePaths.OpenApi => null,
            PagePaths.Page => PageAssets.Page,
            _ => path[PagePaths.Parts.Length..],
        };
        if (asset is not null && !PageAssets.Has(asset))
            return false;
        if (!PageMethods.IsRead(context.Request.Method))
            return await PageReplies.MethodNotAllowedAsync(context.Response, PageMethods.Read).ConfigureAwait(false);

        return asset is null
            ? await PageReplies.JsonAsync(context.Response, settings.OpenApi!()).ConfigureAwait(false)
            : await PageAssets.SendAsync(context.Response, asset).ConfigureAwait(false);
    }
}
