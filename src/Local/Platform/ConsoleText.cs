using System.Globalization;
using System.Text;

namespace AsyncJobs.Local.Platform;

/// <summary>Somebody else's text as a console may show it: what the console would act on is written as <c>\u001B</c>.</summary>
internal static class ConsoleText
{
    private const string ColourStart = "\u001b[";
    private const string NoColour = "\u001b[0m";

    /// <summary>Appends text of which nothing is to be acted on.</summary>
    public static void AppendPlain(StringBuilder line, string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isActedOn = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;
            Append(line, rune, isActedOn);
        }
    }

    /// <summary>
    /// Appends a line that a program printed. Colours stay, and end with the line. Other sequences could move the cursor, set the title or overwrite
    /// what was said before.
    /// </summary>
    public static void AppendOutput(StringBuilder line, string text)
    {
        ReadOnlySpan<char> rest = text;
        bool isColoured = false;
        while (rest.IndexOf(ColourStart, StringComparison.Ordinal) is >= 0 and int start)
        {
            AppendUncoloured(line, rest[..start]);
            int length = ColourLength(rest[start..]);
            if (length == 0)
                AppendUncoloured(line, ColourStart);
            else
                line.Append(rest.Slice(start, length));
            isColoured |= length > 0;
            rest = rest[(start + Math.Max(length, ColourStart.Length))..];
        }

        AppendUncoloured(line, rest);
        if (isColoured)
            line.Append(NoColour);
    }

    // Select Graphic Rendition, ECMA-48 8.3.117: its start, numbers, and an m.
    private static int ColourLength(ReadOnlySpan<char> text)
    {
        int numbers = text[ColourStart.Length..].IndexOfAnyExcept("0123456789;:");
        int end = ColourStart.Length + numbers;
        return numbers >= 0 && text[end] == 'm' ? end + 1 : 0;
    }

    private static void AppendUncoloured(StringBuilder line, ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isActedOn = rune.Value != '\t' && (TurnsText(rune.Value) || Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            Append(line, rune, isActedOn);
        }
    }

    // https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters: embeddings, overrides and isolates.
    private static bool TurnsText(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static void Append(StringBuilder line, Rune rune, bool isActedOn)
    {
        if (isActedOn)
            line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        else
            line.Append(rune.ToString());
    }
}
