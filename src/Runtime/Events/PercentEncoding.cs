using AsyncJobs.Buffers;

namespace AsyncJobs.Events;

/// <summary>Percent-encoding of RFC 3986, and the plus sign of HTML forms.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes. A percent sign that begins no valid triplet stands for itself.</summary>
    /// <param name="encoded">The text.</param>
    /// <param name="plusIsSpace">Whether a plus sign stands for a space, as in query strings.</param>
    /// <param name="scratch">Takes the decoded text where it differs.</param>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> encoded, bool plusIsSpace, PooledBuffer scratch)
    {
        int first = plusIsSpace ? encoded.IndexOfAny((byte)'%', (byte)'+') : encoded.IndexOf((byte)'%');
        if (first < 0)
            return encoded;

        // The buffer may move when it grows, and the text may be in it.
        Span<byte> target = encoded.Length <= 512 ? stackalloc byte[512] : new byte[encoded.Length];
        int length = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            byte c = encoded[i];
            if (c == '%' && i + 2 < encoded.Length && TryHex(encoded[i + 1], encoded[i + 2], out byte value))
            {
                c = value;
                i += 2;
            }
            else if (c == '+' && plusIsSpace)
            {
                c = (byte)' ';
            }

            target[length++] = c;
        }

        int start = scratch.WrittenCount;
        target[..length].CopyTo(scratch.GetSpan(length));
        scratch.Advance(length);
        return scratch.WrittenSpan[start..];
    }

    private static bool TryHex(byte high, byte low, out byte value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low))
            return false;

        value = (byte)((Digit(high) << 4) | Digit(low));
        return true;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
