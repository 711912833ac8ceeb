using System.Text.Json.Nodes;

namespace AsyncJobs.Template.Documents;

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
        int feed = text.IndexOf('\n');
        NewLine = feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";
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
        bool isJson = start.Length == 0
            ? !isYamlIfEmpty
            : start[0] == '{' || (!isYamlIfEmpty && start.StartsWith("//", StringComparison.Ordinal)) || start.StartsWith("/*", StringComparison.Ordinal);
        return isJson ? JsonTemplate.Parse(text) : YamlTemplate.Parse(text);
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
            if (text[i] == '\n')
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

    /// <summary>Finds a name that a map has twice, which readers of templates understand differently.</summary>
    protected static void CheckNames(string text, DocumentNode map)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DocumentEntry entry in map.Entries)
        {
            if (entry.Key is { } key && !names.Add(key))
            {
                (int line, int column) = Position(text, entry.Start);
                throw new TemplateException(ErrorCodes.Malformed, $"'{key}' is there twice in one object.") { Line = line, Column = column };
            }
        }
    }

    protected int LineStart(int index)
    {
        while (index > 0 && Text[index - 1] != '\n')
            index--;
        return index;
    }

    /// <summary>The place of the line's break, or the end of the text.</summary>
    protected int LineEnd(int index)
    {
        while (index < Text.Length && Text[index] is not ('\n' or '\r'))
            index++;
        return index;
    }

    /// <summary>The place behind the line's break.</summary>
    protected int NextLine(int index)
    {
        index = LineEnd(index);
        if (index < Text.Length && Text[index] == '\r')
            index++;
        if (index < Text.Length && Text[index] == '\n')
            index++;
        return index;
    }

    protected bool IsBlank(int from, int to) => Text.AsSpan(from, to - from).IsWhiteSpace();

    protected string Splice(int start, int end, string replacement) => string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(end));
}
