using System.Net;

namespace AsyncJobs.Callbacks;

/// <summary>Tells which URLs a caller may register.</summary>
internal static class CallbackUrl
{
    /// <summary>The request header that registers one.</summary>
    public const string Header = "x-callback-url";

    public const int Longest = 2048;

    /// <summary>What is wrong with a URL, to end the sentence "The URL …".</summary>
    /// <param name="text">The URL. The answer does not repeat it.</param>
    /// <param name="options">What is allowed; null where callbacks are not enabled.</param>
    /// <returns>Null for one that may be called.</returns>
    public static string? Fault(string text, CallbackOptions? options)
    {
        if (options is null)
            return "cannot be used: callbacks are not enabled here";
        if (text.Length is 0 or > Longest || text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('\\'))
            return $"must be a URL of at most {Longest} printable ASCII characters";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            return "must be an absolute URL";
        bool isLoopback = options.AllowsLoopback && IsLoopback(url.IdnHost);
        string start = isLoopback && url.Scheme == Uri.UriSchemeHttp ? "http://" : "https://";
        if (!text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            return "must be an https URL";
        if (text.Contains('#'))
            return "must not have a fragment";

        // An empty user is one too, but the parsed URL does not show it.
        ReadOnlySpan<char> authority = text.AsSpan(start.Length);
        if (authority.IndexOfAny('/', '?') is >= 0 and int authorityEnd)
            authority = authority[..authorityEnd];
        if (authority.Contains('@') || url.UserInfo.Length > 0)
            return "must not have a user or password";

        if (isLoopback)
            return null;

        foreach (CallbackHost host in options.Hosts)
        {
            if (host.Matches(url))
                return null;
        }

        return "has a host or port that callbacks may not go to";
    }

    /// <summary>Whether a host is this machine by its name, whatever that name leads to.</summary>
    /// <remarks>https://www.rfc-editor.org/rfc/rfc6761#section-6.3</remarks>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
