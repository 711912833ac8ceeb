using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>
/// The text of a template and what it says. An edit changes the text of one value and leaves every other character as it is; it gives a new
/// document.
/// </summary>
internal abstract class TemplateDocument
{
    protected TemplateDocument(string text, DocumentNode root)
    {
        Text = text;
        Root = root;
        int first = text.AsSpan().IndexOfAny('\r', '\n');
        NewLine = first < 0 || text[first] == '\n' ? "\n" : first + 1 < text.Length && text[first + 1] == '\n' ? "\r\n" : "\r";
    }

    public string Text { get; }

    public DocumentNode Root { get; }

    /// <summary>The line break of the text: that of its first line.</summary>
    protected string NewLine { get; }

    /// <summary>Reads a template, JSON where it starts with a brace.</summary>
    /// <exception cref="TemplateException">It is malformed.</exception>
    public static TemplateDocument Parse(string text, bool isYamlIfEmpty)
    {
        string start = text.TrimStart();
        if (start.StartsWith('{'))
            return ParseBraces(text);

        bool isJson = start.Length == 0
            ? !isYamlIfEmpty
            : (!isYamlIfEmpty && start.StartsWith("//", StringComparison.Ordinal)) || start.StartsWith("/*", StringComparison.Ordinal);
        return isJson ? JsonTemplate.Parse(text) : YamlTemplate.Parse(text);
    }

    // Also YAML may begin with a brace. Of what is neither, the person is told what is wrong with it as JSON.
    private static TemplateDocument ParseBraces(string text)
    {
        try
        {
            return JsonTemplate.Parse(text);
        }
        catch (TemplateException exception)
        {
            try
            {
                return YamlTemplate.Parse(text);
            }
            catch (TemplateException)
            {
                throw exception;
            }
        }
    }

    /// <summary>The value at a path of names; null for none.</summary>
    public DocumentNode? Find(params ReadOnlySpan<string> path)
    {
        DocumentNode? node = Root;
        foreach (string key in path)
            node = node?.Find(key)?.Node;
        return node;
    }

    /// <summary>Gives a member or item another value.</summary>
    public abstract TemplateDocument Replace(DocumentNode parent, DocumentEntry entry, JsonNode value);

    /// <summary>Adds a member to a map, or an item to a list.</summary>
    /// <param name="path">Where the map or list is; it must be there.</param>
    /// <param name="key">The member's name; null for an item.</param>
    /// <param name="value">The value.</param>
    /// <param name="after">The member that it follows; null for the last.</param>
    public abstract TemplateDocument Add(ReadOnlySpan<string> path, string? key, JsonNode value, DocumentEntry? after);

    /// <summary>Removes a member or an item.</summary>
    public abstract TemplateDocument Remove(DocumentNode parent, DocumentEntry entry);

    /// <summary>The line and the column of a place, both from 1.</summary>
    public static (int Line, int Column) Position(string text, int index)
    {
        index = Math.Min(index, text.Length);
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++)
        {
            if (IsBreak(text[i]) && !(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
            {
                line++;
                start = i + 1;
            }
        }

        return (line, index - start + 1);
    }

    /// <summary>An error at a place in the text.</summary>
    public TemplateException Error(string code, string message, int index)
    {
        (int line, int column) = Position(Text, index);
        return new TemplateException(code, message) { Line = line, Column = column };
    }

    /// <summary>Whether a character ends a line to YAML 1.1, which SAM reads.</summary>
    protected static bool IsBreak(char character) => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    protected int LineStart(int index) => LineStart(Text, index);

    protected static int LineStart(string text, int index)
    {
        while (index > 0 && !IsBreak(text[index - 1]))
            index--;
        return index;
    }

    /// <summary>The place of the line's break, or the end of the text.</summary>
    protected int LineEnd(int index)
    {
        while (index < Text.Length && !IsBreak(Text[index]))
            index++;
        return index;
    }

    /// <summary>The place behind the line's break.</summary>
    protected int NextLine(int index)
    {
        index = LineEnd(index);
        bool isPair = index + 1 < Text.Length && Text[index] == '\r' && Text[index + 1] == '\n';
        return Math.Min(index + (isPair ? 2 : 1), Text.Length);
    }

    protected bool IsBlank(int from, int to) => Text.AsSpan(from, to - from).IsWhiteSpace();

    protected string Splice(int start, int end, string replacement) => string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(end));

    /// <summary>Whether a comment begins at a place between values.</summary>
    protected abstract bool IsComment(int index);

    protected abstract int EndOfComment(int index);

    /// <summary>The comma between two places, -1 for none; those in comments are none.</summary>
    protected int Comma(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (Text[i] == ',')
                return i;
            if (IsComment(i))
                i = EndOfComment(i) - 1;
        }

        return -1;
    }

    /// <summary>The place behind the spaces and comments that follow on the same line.</summary>
    protected int EndOfRest(int index)
    {
        int end = index;
        for (int i = index; i < Text.Length && (Text[i] is ' ' or '\t' || IsComment(i));)
        {
            if (IsComment(i))
                end = i = EndOfComment(i);
            else
                i++;
        }

        int lineEnd = LineEnd(end);
        return IsBlank(end, lineEnd) ? lineEnd : end;
    }

    /// <summary>The text without a member or item of what is within braces or brackets, and the comment behind it.</summary>
    protected string WithoutBraced(DocumentNode parent, DocumentEntry entry)
    {
        int index = parent.Entries.IndexOf(entry);
        DocumentEntry? next = index + 1 < parent.Entries.Count ? parent.Entries[index + 1] : null;
        int comma = Comma(entry.Node.End, next?.Start ?? parent.End - 1);
        int end = comma >= 0 ? comma + 1 : entry.Node.End;
        int start = entry.Start;
        int lineStart = LineStart(start);
        int rest = EndOfRest(end);
        if (IsBlank(lineStart, start) && rest == LineEnd(rest))
            (start, end) = (lineStart, NextLine(rest));
        else if (next is not null && IsBlank(end, next.Start) && LineStart(next.Start) <= end)
            end = next.Start;

        string text = Splice(start, end, "");
        if (comma >= 0 || index == 0)
            return text;

        int before = Comma(parent.Entries[index - 1].Node.End, entry.Start);
        return string.Concat(text.AsSpan(0, before), text.AsSpan(before + 1));
    }
}
