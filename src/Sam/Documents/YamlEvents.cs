using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AsyncJobs.Sam.Documents;

/// <summary>What YamlDotNet finds in a text.</summary>
internal static partial class YamlEvents
{
    /// <summary>Reads a text to its end. The marks of the events count its characters.</summary>
    /// <exception cref="TemplateException">It is not YAML.</exception>
    public static List<ParsingEvent> Read(string text)
    {
        string moved = BlanksBehindHeader(text);
        try
        {
            return ReadAll(text);
        }
        catch (TemplateException) when (moved != text)
        {
            return ReadAll(moved);
        }
    }

    private static List<ParsingEvent> ReadAll(string text)
    {
        List<ParsingEvent> events = [];
        Parser parser = new(new StringReader(text));
        try
        {
            while (parser.MoveNext())
                events.Add(parser.Current!);
            return events;
        }
        catch (YamlException exception)
        {
            // The parser puts where it started to read before what it found there.
            string what = exception.Message;
            int colon = what.StartsWith('(') ? what.IndexOf("): ", StringComparison.Ordinal) : -1;
            throw Malformed($"The template is not YAML: {what[(colon < 0 ? 0 : colon + 3)..]}", exception.Start);
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // What the scanner throws where it cannot go on, without a place.
            Mark last = events.Count > 0 ? events[^1].Start : Mark.Empty;
            throw Malformed("The template is not YAML: something within brackets that begin here, or before, is not closed or not separated.", last);
        }
    }

    private static TemplateException Malformed(string message, Mark at) =>
        new(ErrorCodes.Malformed, message) { Line = (int)at.Line, Column = (int)at.Column };

    // The scanner refuses a block whose first lines are blank and have spaces. Behind the header they mean as little, and no place changes.
    private static string BlanksBehindHeader(string text) =>
        BlankBelowHeader().Replace(text, static match => string.Concat(
            match.Groups["header"].Value,
            string.Concat(match.Groups["blank"].Captures.Select(blank => blank.Value)),
            match.Groups["break"].Value,
            string.Concat(match.Groups["breaks"].Captures.Select(lineBreak => lineBreak.Value))));

    [GeneratedRegex(@"(?<header>[|>][-+]?[ \t]*(?:[ \t]#[^\r\n]*)?)(?<break>\r?\n)(?:(?<blank>[ ]*)(?<breaks>\r?\n))+")]
    private static partial Regex BlankBelowHeader();
}
