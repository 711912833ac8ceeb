using System.Text;

namespace AsyncJobs.Events;

/// <summary>
/// Finds the <c>wait</c> preference in a Prefer header (RFC 7240): preferences separated by commas, each with a value and parameters
/// that may be quoted. What is not understood counts for nothing, and of repeated preferences the first one counts.
/// </summary>
internal static class WaitPreference
{
    /// <summary>Reads the seconds.</summary>
    /// <param name="preferences">The header's value; of several headers, their values joined by commas.</param>
    /// <returns>0 where there is no such preference or its value is not a whole number.</returns>
    public static int Parse(ReadOnlySpan<byte> preferences)
    {
        while (!preferences.IsEmpty)
        {
            ReadOnlySpan<byte> preference = TakeUntil(ref preferences, (byte)',');
            ReadOnlySpan<byte> pair = TakeUntil(ref preference, (byte)';');
            int equals = pair.IndexOf((byte)'=');
            if (equals >= 0 && Ascii.EqualsIgnoreCase(Trim(pair[..equals]), "wait"u8))
                return Seconds(Trim(pair[(equals + 1)..]));
        }

        return 0;
    }

    /// <summary>Takes what stands before the next separator that is not within quotes, and the separator.</summary>
    private static ReadOnlySpan<byte> TakeUntil(ref ReadOnlySpan<byte> text, byte separator)
    {
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte c = text[i];
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == '\\' && isQuoted)
                i++;
            else if (c == separator && !isQuoted)
            {
                ReadOnlySpan<byte> taken = text[..i];
                text = text[(i + 1)..];
                return taken;
            }
        }

        ReadOnlySpan<byte> rest = text;
        text = default;
        return rest;
    }

    private static int Seconds(ReadOnlySpan<byte> word)
    {
        bool isQuoted = word.Length >= 2 && word[0] == '"' && word[^1] == '"';
        if (isQuoted)
            word = word[1..^1];

        // RFC 9111, 1.2.2: a number that is too large counts as the largest.
        long seconds = 0;
        for (int i = 0; i < word.Length; i++)
        {
            if (isQuoted && word[i] == '\\')
                i++;
            if (i == word.Length || !char.IsAsciiDigit((char)word[i]))
                return 0;
            seconds = Math.Min((seconds * 10) + (word[i] - '0'), int.MaxValue);
        }

        return (int)seconds;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
