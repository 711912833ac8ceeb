using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncJobs.Binding;

/// <summary>Reads the text of a body in the charset that its Content-Type names.</summary>
internal static class RawText
{
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>The encoding; UTF-8 where the Content-Type names none.</summary>
    /// <param name="contentType">The Content-Type of the request; null for none.</param>
    /// <param name="fault">Why there is none, as a sentence.</param>
    /// <returns>An encoding that refuses what it cannot read; null where there is none of that name.</returns>
    public static Encoding? EncodingOf(string? contentType, out string? fault)
    {
        fault = null;
        if (contentType is null)
            return Find("utf-8");
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
        {
            fault = "The Content-Type is not one that can be read: 'text/plain; charset=utf-8' is one.";
            return null;
        }

        string name = type.CharSet?.Trim('"') ?? "utf-8";
        Encoding? encoding = Find(name.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name);
        if (encoding is null)
            fault = "The charset of the Content-Type is not known here. Send the text in UTF-8.";
        return encoding;
    }

    /// <summary>Reads a text, without the byte order mark that it may begin with, and writes it as JSON has it.</summary>
    /// <returns>False where it is no text of this encoding.</returns>
    public static bool TryEncode(ReadOnlySpan<byte> bytes, Encoding encoding, out JsonEncodedText text)
    {
        text = default;
        try
        {
            string read = encoding.GetString(bytes);
            if (read.StartsWith(ByteOrderMark, StringComparison.Ordinal))
                read = read[ByteOrderMark.Length..];

            // Nothing puts the event into HTML, and any other text would take twice its length.
            text = JsonEncodedText.Encode(read, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            return true;
        }
        catch (Exception refused) when (refused is DecoderFallbackException or ArgumentException)
        {
            return false;
        }
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
