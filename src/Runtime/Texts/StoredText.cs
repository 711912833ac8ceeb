using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AsyncJobs.Texts;

/// <summary>Texts of people's own that stand in a record: an item holds 400 KB in all, and is paid for by each write.</summary>
internal static class StoredText
{
    /// <summary>The longest text, in UTF-16 code units. A longer one is cut.</summary>
    public const int Longest = 1000;

    /// <summary>The longest owner, in UTF-16 code units. A longer one is refused: a part of it would be somebody else.</summary>
    public const int LongestOwner = 1024;

    /// <summary>The longest Content-Type of a file, in UTF-16 code units. A longer one is refused.</summary>
    public const int LongestContentType = 255;

    /// <summary>The longest name of a file, in UTF-16 code units: what file systems take. A longer one is refused.</summary>
    public const int LongestFileName = 255;

    /// <summary>The text, or what fits of it, as it will be read again: half a surrogate pair is no text, and becomes U+FFFD.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text)
    {
        if (text is null)
            return null;

        if (text.Length > Longest)
            text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        return text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }
}
