namespace AsyncJobs.Client;

/// <summary>Some servers and proxies put one before all text in UTF-8. It is no part of the JSON (RFC 8259, 8.1).</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => "\uFEFF"u8;

    /// <summary>Gives the text behind it; all of a text that has none.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Utf8) ? text[Utf8.Length..] : text;
}
