using System.Text;

namespace AsyncJobs.Events;

/// <summary>
/// The question that a browser asks before it sends a page's request to another origin:
/// https://fetch.spec.whatwg.org/#cors-preflight-request.
/// </summary>
/// <param name="Headers">The headers that the page wants to send, as the browser lists them; null for none, and for a list that is none.</param>
internal readonly record struct Preflight(string? Headers)
{
    public const string Method = "OPTIONS";

    private const int LongestList = 4096;

    /// <summary>Reads it.</summary>
    /// <returns>False for a request that is no such question.</returns>
    public static bool TryRead(HttpEvent request, out Preflight preflight)
    {
        preflight = default;
        if (request.Method != Method
            || !request.TryGetHeader("origin", out _)
            || !request.TryGetHeader("access-control-request-method", out _))
        {
            return false;
        }

        if (request.TryGetHeader("access-control-request-headers", out ReadOnlySpan<byte> headers) && IsList(headers))
            preflight = new Preflight(Encoding.ASCII.GetString(headers));
        return true;
    }

    // It goes into a header of the reply: names of headers, commas and spaces, and nothing else.
    private static bool IsList(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > LongestList)
            return false;

        foreach (byte c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && "!#$%&'*+-.^_`|~, "u8.IndexOf(c) < 0)
                return false;
        }

        return text[0] is not ((byte)' ' or (byte)',') && text[^1] is not ((byte)' ' or (byte)',');
    }
}
