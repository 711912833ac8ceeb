using System.Buffers.Text;
using System.Text;

namespace AsyncJobs.Events;

/// <summary>The text of a JSON string as its document has it.</summary>
internal static class JsonText
{
    /// <summary>
    /// Replaces the escapes of a string that a reader has found valid. <see cref="System.Text.Json.Utf8JsonReader.CopyString(Span{byte})"/>
    /// does the same but first has to read the string again, which for a body is as much work.
    /// </summary>
    /// <param name="text">The string without its quotes.</param>
    /// <param name="target">At least as long.</param>
    /// <returns>How many bytes there are.</returns>
    /// <exception cref="InvalidOperationException">There is half a surrogate pair.</exception>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int length = 0;
        while (true)
        {
            int run = text.IndexOf((byte)'\\');
            if (run < 0)
                break;

            text[..run].CopyTo(target[length..]);
            length += run;
            byte escape = text[run + 1];
            text = text[(run + 2)..];
            if (escape == 'u')
                length += TakeRune(ref text).EncodeToUtf8(target[length..]);
            else
                target[length++] = Unescape(escape);
        }

        text.CopyTo(target[length..]);
        return length + text.Length;
    }

    private static byte Unescape(byte escape) => (char)escape switch
    {
        'n' => (byte)'\n',
        'r' => (byte)'\r',
        't' => (byte)'\t',
        'b' => (byte)'\b',
        'f' => (byte)'\f',
        _ => escape,
    };

    private static Rune TakeRune(ref ReadOnlySpan<byte> text)
    {
        char first = TakeCodeUnit(ref text);
        if (Rune.TryCreate(first, out Rune rune))
            return rune;

        if (char.IsHighSurrogate(first) && text.StartsWith("\\u"u8))
        {
            text = text[2..];
            if (Rune.TryCreate(first, TakeCodeUnit(ref text), out rune))
                return rune;
        }

        throw new InvalidOperationException("A JSON string has half a surrogate pair.");
    }

    private static char TakeCodeUnit(ref ReadOnlySpan<byte> text)
    {
        Utf8Parser.TryParse(text[..4], out ushort unit, out _, 'x');
        text = text[4..];
        return (char)unit;
    }
}
