using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>
/// Says where the next page of an owner's list begins (AIP-158). It says nothing of whose list it is: whoever sends one sees their own jobs. The
/// digest in it keeps honest callers from going on with other filters, or as somebody else, and from pages that make no sense; who forges one gets
/// no more than another place in their own list.
/// </summary>
internal static class PageToken
{
    private const char Version = '1';
    private const int DigestBytes = 12;

    // Version, digest, time and id.
    private const int Longest = 128;

    public static string Write(JobFilter filter, JobListKey last) =>
        ToText(string.Create(CultureInfo.InvariantCulture, $"{Version}{DigestOf(filter)}.{last.CreatedAt}.{last.Id}"));

    /// <summary>Reads a token.</summary>
    /// <param name="token">The text, from whoever.</param>
    /// <param name="filter">Which jobs are listed, and whose.</param>
    /// <param name="last">The key after which the page begins; its job's name is not known.</param>
    /// <returns>What is wrong with it, to end a sentence that begins with its name; null for nothing.</returns>
    public static string? Read(string token, JobFilter filter, out JobListKey last)
    {
        last = default;
        if (FromText(token) is not { } text
            || text.Split('.') is not [[Version, ..] mark, var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long createdAt)
            || createdAt > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !JobId.IsValid(id))
        {
            return "is none that a page of this list had: begin again without it";
        }

        last = new JobListKey(createdAt, id, "");
        return mark[1..] == DigestOf(filter)
            ? null
            : "is of a list with other filters, or of another caller: send it with the 'job', 'status' and 'since' of the page that had it";
    }

    private static string DigestOf(JobFilter filter)
    {
        string since = filter.Since?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";
        string status = filter.Status?.ToWireName() ?? "";

        // The owner last: it alone may hold any character.
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{filter.Job}\n{status}\n{since}\n{filter.Owner}"));
        return Convert.ToHexString(digest, 0, DigestBytes);
    }

    // Base64 of URLs (RFC 4648, section 5), which goes into a query as it is.
    private static string ToText(string plain) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(plain)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string? FromText(string token)
    {
        if (token.Length > Longest)
            return null;

        Span<byte> bytes = stackalloc byte[Longest];
        string padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out int length) && Ascii.IsValid(bytes[..length])
            ? Encoding.ASCII.GetString(bytes[..length])
            : null;
    }
}
