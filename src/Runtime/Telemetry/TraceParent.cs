using System.Globalization;

namespace AsyncJobs.Telemetry;

/// <summary>Reads <c>traceparent</c> of W3C Trace Context, in the version that is known and in later ones.</summary>
/// <remarks>
/// https://www.w3.org/TR/trace-context-2/#versioning-of-traceparent. <see cref="System.Diagnostics.ActivityContext"/> takes nothing of a later
/// version that has more fields.
/// </remarks>
internal static class TraceParent
{
    private const int Length = 55;
    private const int FlagsStart = 53;

    // Sampled and random trace id. Those that are not known yet are not passed on.
    private const int KnownFlags = 0x03;

    /// <summary>Reads a header.</summary>
    /// <returns>The same in version 00; null where it is malformed.</returns>
    public static string? Read(string header)
    {
        ReadOnlySpan<char> text = header.AsSpan().Trim(" \t");
        if (text.Length < Length || text[2] != '-' || text[35] != '-' || text[52] != '-')
            return null;

        ReadOnlySpan<char> version = text[..2];
        ReadOnlySpan<char> flags = text[FlagsStart..Length];
        if (!IsHex(version) || version is "ff" || !IsId(text[3..35]) || !IsId(text[36..52]) || !IsHex(flags))
            return null;

        // Behind a comma a second header begins, and which of them counts is anybody's guess.
        ReadOnlySpan<char> more = text[Length..];
        if (!more.IsEmpty && (version is "00" || more[0] != '-' || more.Contains(',')))
            return null;

        int known = int.Parse(flags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & KnownFlags;
        return string.Create(CultureInfo.InvariantCulture, $"00{text[2..FlagsStart]}{known:x2}");
    }

    // All zeros stands for no id.
    private static bool IsId(ReadOnlySpan<char> text) => IsHex(text) && text.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdef");
}
