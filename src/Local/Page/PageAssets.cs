using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>The files of the operator's page, which are in this assembly.</summary>
internal static class PageAssets
{
    /// <summary>The page itself.</summary>
    public const string Page = "page.html";

    // What the names of the resources begin with.
    private const string Prefix = "page/";

    // Nothing but what this server has, and nothing written into the page itself.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Assembly s_assembly = typeof(PageAssets).Assembly;
    private static readonly HashSet<string> s_names = [.. s_assembly.GetManifestResourceNames()];

    /// <summary>Whether there is a file of this name.</summary>
    public static bool Has(string name) => s_names.Contains(Prefix + name);

    /// <summary>Sends a file that is there.</summary>
    public static async Task<bool> SendAsync(HttpResponse response, string name)
    {
        using Stream content = s_assembly.GetManifestResourceStream(Prefix + name)!;
        PageHeaders.Write(response, Policy);
        response.ContentType = TypeOf(name);
        response.ContentLength = content.Length;
        await content.CopyToAsync(response.Body, response.HttpContext.RequestAborted).ConfigureAwait(false);
        return true;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
