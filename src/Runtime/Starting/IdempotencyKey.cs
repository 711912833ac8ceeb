using System.Text;
using AsyncJobs.Jobs;

namespace AsyncJobs.Starting;

/// <summary>Which idempotency keys a job may be started under.</summary>
internal static class IdempotencyKey
{
    private const int Longest = 255;

    /// <summary>What a key has to be.</summary>
    public static readonly string Form = $"1 to {Longest} printable ASCII characters without spaces";

    /// <summary>What the header of a request has to be.</summary>
    public static readonly string HeaderForm = $"{Form}, bare or as a quoted string (RFC 8941, section 3.3.3)";

    /// <summary>Whether the job needs a key and there is none.</summary>
    public static bool IsMissing(JobDefinition job, string? key) => key is null && job.RequireIdempotencyKey;

    /// <summary>Whether a request's key has the form that it has to have.</summary>
    public static bool HasForm(string key) => key.Length is >= 1 and <= Longest && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    /// <summary>
    /// The key that a header has: of a quoted string, as draft-ietf-httpapi-idempotency-key-header writes keys, what the quotes enclose; any other
    /// text as it is, which is how most clients write them.
    /// </summary>
    /// <returns>The key, whose form is still to be checked; empty where the header begins a quoted string that does not end with it.</returns>
    public static string Read(string header) => header.StartsWith('"') ? Unquote(header) : header;

    private static string Unquote(string header)
    {
        StringBuilder key = new(header.Length);
        for (int i = 1; i < header.Length; i++)
        {
            char next = header[i];
            if (next == '"')
                return i == header.Length - 1 ? key.ToString() : "";
            if (next == '\\' && ++i < header.Length)
                next = header[i] is '"' or '\\' ? header[i] : ' ';
            key.Append(next);
        }

        return "";
    }
}
