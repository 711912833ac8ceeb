using System.Text;

namespace AsyncJobs.Events;

/// <summary>
/// What a Prefer header asks for (RFC 7240): preferences separated by commas, each with a value and parameters that may be quoted. What is
/// not understood counts for nothing, and of repeated preferences the first one counts.
/// </summary>
/// <param name="WaitSeconds">How long the caller would rather wait than ask again; 0 where they do not say, or not in whole seconds.</param>
/// <param name="RespondAsync">Whether the caller asks for 202 and a URL instead of the outcome, which is what a start answers anyway.</param>
internal readonly record struct RequestPreferences(int WaitSeconds, bool RespondAsync)
{
    /// <summary>Reads them.</summary>
    /// <param name="preferences">The header's value; of several headers, their values joined by commas.</param>
    public static RequestPreferences Parse(ReadOnlySpan<byte> preferences)
    {
        int? waitSeconds = null;
        bool respondAsync = false;
        while (!preferences.IsEmpty)
        {
            ReadOnlySpan<byte> preference = TakeUntil(ref preferences, (byte)',');
            ReadOnlySpan<byte> pair = TakeUntil(ref preference, (byte)';');
            int equals = pair.IndexOf((byte)'=');
            ReadOnlySpan<byte> name = Trim(equals < 0 ? pair : pair[..equals]);
            ReadOnlySpan<byte> value = equals < 0 ? default : Trim(pair[(equals + 1)..]);
            if (Ascii.EqualsIgnoreCase(name, "respond-async"u8))
                respondAsync |= IsEmpty(value);
            else if (equals >= 0 && Ascii.EqualsIgnoreCase(name, "wait"u8))
                waitSeconds ??= Seconds(value);
        }

        return new RequestPreferences(waitSeconds ?? 0, respondAsync);
    }

    // RFC 7240, section 2: a preference with an empty value is the same as one without.
    private static bool IsEmpty(ReadOnlySpan<byte> value) => value.IsEmpty || value.SequenceEqual("\"\""u8);

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
