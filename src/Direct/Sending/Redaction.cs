using System.Text;

namespace AsyncJobs.Direct.Sending;

/// <summary>
/// Keeps what a request was signed with out of exceptions. Of a wrong signature AWS says what it should have been made of, which is the request with
/// its token, and whoever answers in the place of a service may repeat any header.
/// </summary>
/// <remarks>
/// Letters and digits alone are compared: those of a secret stay the same, whether it is escaped for a URL, for JSON or for HTML, once or twice,
/// wrapped or cut off.
/// </remarks>
internal sealed class Redaction
{
    private const string Mark = "(left out: it repeats what the request was signed with)";

    // So many letters and digits in a row are the same by chance in no message.
    private const int Telling = 12;

    // What is shorter opens nothing, such as the "test" of emulators. A token of AWS has hundreds.
    private const int ShortestSecret = 8;

    // The longest codes of AWS have 40 characters, and ids of requests 52.
    private const int LongestName = 64;

    private readonly List<string> _forms = [];

    /// <summary>Keeps secrets.</summary>
    /// <param name="secrets">What must be in no exception.</param>
    public Redaction(IEnumerable<string> secrets)
    {
        foreach (string secret in secrets)
        {
            foreach (string form in FormsOf(secret))
            {
                if (form.Length >= ShortestSecret)
                    _forms.Add(form);
            }
        }
    }

    /// <summary>A name that somebody else said, such as a code or an id.</summary>
    /// <returns>Null for what has not the form of a name, or repeats a secret.</returns>
    public string? NameOf(string? said) => IsName(said) && TextOf(said!) == said ? said : null;

    /// <summary>A text that somebody else said, up to where it begins to repeat a secret.</summary>
    public string TextOf(string said)
    {
        List<int> places = [];
        string letters = Letters(said, places);
        int first = letters.Length;
        foreach (string form in _forms)
            first = Math.Min(first, FirstOf(form, letters));

        return first == letters.Length ? said : said[..places[first]] + Mark;
    }

    private static bool IsName(string? text)
    {
        if (text is not { Length: > 0 and <= LongestName })
            return false;

        foreach (char character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_'))
                return false;
        }

        return true;
    }

    // As it is, and within base64, where its place among three bytes decides how it is written. What its neighbours change is cut off.
    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return Letters(secret, []);
        if (secret.Length < ShortestSecret)
            yield break;

        for (int before = 0; before < 3; before++)
            yield return Letters(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + secret))[4..^4], []);
    }

    /// <summary>Where letters begin to be those of a secret; their length if they nowhere are.</summary>
    private static int FirstOf(string secret, string letters)
    {
        int length = Math.Min(Telling, secret.Length);
        for (int i = 0; i <= letters.Length - length; i++)
        {
            if (secret.AsSpan().Contains(letters.AsSpan(i, length), StringComparison.Ordinal))
                return i;
        }

        return letters.Length;
    }

    // Spaces stay, so that words of a sentence are not taken for one.
    private static string Letters(string text, List<int> places)
    {
        StringBuilder letters = new(text.Length);
        for (int i = 0; i < text.Length; i += EscapeAt(text.AsSpan(i)))
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != ' ')
                continue;

            letters.Append(text[i]);
            places.Add(i);
        }

        return letters.ToString();
    }

    /// <summary>How many characters stand for one: 1 where none is escaped.</summary>
    private static int EscapeAt(ReadOnlySpan<char> text)
    {
        int end = 1;
        switch (text[0])
        {
            case '%':
                while (text[end..].StartsWith("25", StringComparison.Ordinal))
                    end += 2;
                return IsHex(text, end, 2) ? end + 2 : end;
            case '\\':
                while (end < text.Length && text[end] == '\\')
                    end++;
                return end < text.Length && text[end] is 'u' or 'U' && IsHex(text, end + 1, 4) ? end + 5 : Math.Min(end + 1, text.Length);
            case '&':
                int last = text[..Math.Min(text.Length, 10)].IndexOf(';');
                return last < 0 ? 1 : last + 1;
            default:
                return 1;
        }
    }

    private static bool IsHex(ReadOnlySpan<char> text, int from, int count) =>
        text.Length >= from + count && !text.Slice(from, count).ContainsAnyExcept("0123456789abcdefABCDEF");
}
