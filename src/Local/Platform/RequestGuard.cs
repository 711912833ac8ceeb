using System.Net;
using AsyncJobs.Shared;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Platform;

/// <summary>
/// Keeps out what pages of other sites have a developer's browser send to this machine. Their requests look like anybody's, apart from what a
/// page cannot change: the headers <c>Origin</c> and <c>Sec-Fetch-…</c>, and, where a site has pointed a name of its own here (DNS rebinding), the
/// host.
/// </summary>
/// <param name="server">What refuses, to begin a sentence.</param>
/// <param name="hosts">Names by which this machine may be called, beside the usual ones; null where there is no way to allow any.</param>
/// <param name="origins">Other origins whose pages may call; <c>*</c> for all; null where there is no way to allow any.</param>
internal sealed class RequestGuard(string server, IEnumerable<string>? hosts, IReadOnlyList<string>? origins)
{
    /// <summary>How the local host calls itself.</summary>
    public const string LocalHost = "The local host";

    private const string NoOrigin = "null";
    private const string FetchSite = "Sec-Fetch-Site";

    // Names that only this machine, or a container on it, resolves.
    private readonly HashSet<string> _hosts = new(["localhost", "host.docker.internal", .. hosts ?? []], StringComparer.OrdinalIgnoreCase);

    /// <summary>Says why a request to the application is refused; null where it is not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="takesLinks">Whether a link of another site may lead to what it asks for.</param>
    public string? Fault(HttpRequest request, bool takesLinks)
    {
        if (!IsOwnHost(request.Host.Host))
            return FaultOfHost(request.Host.Host);

        string origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return IsAllowed(origin, request) ? null : FaultOf(origin);

        return request.Headers[FetchSite].ToString() is not ("cross-site" or "same-site") || (takesLinks && IsNavigation(request))
            ? null
            : "A page of another origin has sent this without saying which: "
                + (origins is null ? $"{server} takes requests of its own page alone." : "only the pages of --cors-origin may call, and with fetch.");
    }

    /// <summary>
    /// Says why a request to what only the processes of functions use is refused; null where it is not. None of them is a browser.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="isLink">Whether it asks for a file by a URL that was given to a caller, which this browser may open.</param>
    public static string? FaultOfProcess(HttpRequest request, bool isLink) =>
        !IsAddress(request.Host.Host) || (!isLink && (request.Headers.Origin.Count > 0 || request.Headers.ContainsKey(FetchSite)))
            ? "This is for the functions of the local host, which call it by its address, and not for browsers."
            : null;

    private string FaultOfHost(string host)
    {
        // HTTP/1.0 does not ask for the header.
        if (host.Length == 0)
            return "The request does not say which host it is for: send the header Host, such as Host: localhost.";

        return $"{server} does not answer for the host '{host}': any site may have a name that leads to this machine. "
            + (hosts is null ? "Call it by localhost or by its address, such as 127.0.0.1." : $"If it is yours, start with --allow-host {host}.");
    }

    private string FaultOf(string origin) => (origin, origins) switch
    {
        (NoOrigin, null) => $"A page without an origin has sent this, such as a local file. {server} takes requests of its own page alone.",
        (NoOrigin, _) => "A page without an origin has sent this, such as a local file or a sandboxed frame. "
            + "Serve it over HTTP, and start with its --cors-origin.",
        (_, null) => $"A page of {origin} has sent this. {server} takes requests of its own page alone.",
        _ => $"A page of {origin} has sent this, and pages of other origins may not call. "
            + $"If it is yours, start with --cors-origin {origin}, or have AsyncJobsCorsOrigins in the project list it.",
    };

    // A site cannot have an address of this machine, only a name that leads to one.
    private static bool IsAddress(string host) => IPAddress.TryParse(host, out _);

    private static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private bool IsOwnHost(string host) =>
        _hosts.Contains(host) || IsAddress(host) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // The scheme does not count: a tunnel to this machine may add TLS.
    private bool IsAllowed(string origin, HttpRequest request) =>
        (origin != NoOrigin && origins is [OriginList.Any])
        || origins?.Contains(origin, StringComparer.Ordinal) is true
        || (origin.IndexOf("://", StringComparison.Ordinal) is > 0 and int scheme
            && origin.AsSpan(scheme + 3).Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
