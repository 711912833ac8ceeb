using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// The origins whose pages may call the jobs from a browser: <c>AsyncJobsCorsOrigins</c> of a build, <see cref="JobVariables.CorsOrigins"/> of a
/// function. An origin stands as browsers send it, since it is compared as it stands.
/// </summary>
[Embedded]
internal static class OriginList
{
    /// <summary>Every page of every origin. Stands alone.</summary>
    public const string Any = "*";

    // What a browser sends for a sandboxed frame, a local file and others that share no origin with anybody: not one page but all of these.
    private const string Opaque = "null";

    private const int MostPort = 65535;

    private static readonly char[] s_separators = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The origins of a text: separated by spaces, commas, semicolons or line breaks.</summary>
    public static string[] Split(string text) => text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Says what is wrong with a list, to end a sentence that begins with the setting's name; null for nothing.</summary>
    public static string? Fault(IReadOnlyList<string> origins)
    {
        foreach (string origin in origins)
        {
            if (origin == Any && origins.Count > 1)
                return "has * beside other origins: * alone stands for every origin";
            if (origin == Opaque)
                return "has null, which browsers send for every sandboxed frame and every local file: serve the page from an origin of its own";
            if (origin != Any && !IsOrigin(origin))
            {
                return $"has '{origin}', which is not an origin as browsers send it: scheme and host in lower case, a port unless it is the scheme's "
                    + "usual one, and nothing after it, such as https://app.example.com or http://localhost:5173";
            }
        }

        return null;
    }

    // Of any scheme: pages of apps and extensions have their own.
    private static bool IsOrigin(string text)
    {
        int host = text.IndexOf("://", StringComparison.Ordinal);
        if (host < 0 || !IsScheme(text.Substring(0, host)))
            return false;

        string authority = text.Substring(host + 3);
        int end = EndOfHost(authority);
        return end > 0 && (end == authority.Length || (authority[end] == ':' && IsPort(authority.Substring(end + 1), text.Substring(0, host))));
    }

    private static bool IsScheme(string text)
    {
        bool isScheme = text.Length > 0 && text[0] is >= 'a' and <= 'z';
        foreach (char c in text)
            isScheme &= c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '-' or '.';
        return isScheme;
    }

    // 0 where there is no host.
    private static int EndOfHost(string authority)
    {
        int end = 0;
        if (authority.Length > 0 && authority[0] == '[')
        {
            do
                end++;
            while (end < authority.Length && authority[end] is (>= 'a' and <= 'f') or (>= '0' and <= '9') or ':' or '.');
            return end > 1 && end < authority.Length && authority[end] == ']' ? end + 1 : 0;
        }

        while (end < authority.Length && authority[end] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '_')
            end++;
        return end;
    }

    private static bool IsPort(string text, string scheme)
    {
        int port = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '9' || port > MostPort)
                return false;
            port = (port * 10) + (c - '0');
        }

        bool isUsual = (scheme == "https" && port == 443) || (scheme == "http" && port == 80);
        return port is > 0 and <= MostPort && text[0] != '0' && !isUsual;
    }
}
