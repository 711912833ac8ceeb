using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>A template in YAML.</summary>
internal sealed class YamlTemplate : TemplateDocument
{
    private readonly YamlText _yaml;

    private YamlTemplate(string text, DocumentNode root)
        : base(text, root)
    {
        // As far in as the resources, or the first thing that is within another.
        int step = root.Entries
            .OrderByDescending(entry => entry.Key == "Resources")
            .Where(entry => entry.Node is { Kind: NodeKind.Map, IsFlow: false, Entries.Count: > 0 })
            .Select(entry => Column(entry.Node.Entries[0].Start))
            .FirstOrDefault(column => column > 0);
        _yaml = new YamlText(NewLine, step > 0 ? step : 2);
    }

    public static TemplateDocument Parse(string text) => new YamlTemplate(text, YamlReader.Read(text));

    public override TemplateDocument Replace(DocumentNode parent, DocumentEntry entry, JsonNode value)
    {
        DocumentNode old = entry.Node;
        if (parent.IsFlow)
        {
            string separator = entry.Key is null || !old.IsAbsent ? "" : entry.Colon < 0 ? ": " : " ";
            return Parse(Splice(old.Start, old.End, separator + YamlText.Flow(value)));
        }

        if (entry.Key is null)
        {
            int dash = DashOf(entry);
            return Parse(Splice(dash, Math.Max(old.End, dash + 1), _yaml.Item(value, Column(dash))));
        }

        // Between name and value, or behind the value, a comment stays where it is as long as the value is on one line.
        int colon = entry.Colon >= 0 ? entry.Colon : throw Unclear(entry, "has no colon");
        string behind = _yaml.Behind(value, Column(entry.Start));
        bool isLine = LineStart(behind, behind.Length) == 0;
        bool wasLine = LineStart(Text, old.End) <= colon;
        if (isLine && wasLine && !old.IsAbsent)
            return Parse(Splice(old.Start, old.End, behind.TrimStart(' ')));
        if (isLine || !wasLine)
            return Parse(Splice(colon + 1, old.End, behind));

        int rest = LineEnd(old.End);
        return Parse(string.Concat(Text[..(colon + 1)], Text[old.End..rest].TrimEnd(), behind, Text[rest..]));
    }

    public override TemplateDocument Add(ReadOnlySpan<string> path, string? key, JsonNode value, DocumentEntry? after)
    {
        DocumentNode parent = Find(path)!;
        if (parent.Entries.Count == 0)
            return AddFirst(path, parent, key, value);

        DocumentEntry previous = after ?? parent.Entries[^1];
        if (parent.IsFlow)
        {
            string written = key is null ? YamlText.Flow(value) : $"{YamlText.Scalar(key)}: {YamlText.Flow(value)}";
            return Parse(Splice(previous.Node.End, previous.Node.End, ", " + written));
        }

        int start = StartOf(previous);
        int column = Column(start);
        string line = new string(' ', column) + (key is null ? _yaml.Item(value, column) : _yaml.Member(key, value, column));
        int at = LineBehind(previous, column);
        if (at > 0 && IsBreak(Text[at - 1]))
            return Parse(Splice(at, at, line + NewLine));
        if (!previous.Node.EndsInBlock)
            return Parse(Splice(at, at, NewLine + line));

        // A break behind a block of text at the end of the file would be one more in the text.
        int lineStart = LineStart(start);
        return IsBlank(lineStart, start)
            ? Parse(Splice(lineStart, lineStart, line + NewLine))
            : throw Unclear(previous, "ends the file with a block of text without a line break");
    }

    public override TemplateDocument Remove(DocumentNode parent, DocumentEntry entry)
    {
        if (parent.IsFlow)
            return Parse(WithoutBraced(parent, entry));

        int start = StartOf(entry);
        int lineStart = LineStart(start);
        if (IsBlank(lineStart, start))
            return Parse(Splice(lineStart, LineBehind(entry, Column(start)), ""));

        // The first member of an item stands behind the item's dash: the next one takes its place.
        int next = parent.Entries.IndexOf(entry) + 1;
        return next < parent.Entries.Count
            ? Parse(Splice(start, StartOf(parent.Entries[next]), ""))
            : throw Unclear(entry, "is the only one of its mapping or list, which begins on another's line");
    }

    private TemplateDocument AddFirst(ReadOnlySpan<string> path, DocumentNode parent, string? key, JsonNode value)
    {
        if (path.Length > 0)
        {
            JsonNode whole = key is null ? new JsonArray(value) : new JsonObject { [key] = value };
            DocumentNode above = Find(path[..^1])!;
            return Replace(above, above.Find(path[^1])!, whole);
        }

        string member = _yaml.Member(key!, value, 0) + NewLine;
        string before = Text[..parent.Start];
        if (before.Length > 0 && !IsBreak(before[^1]))
            before += NewLine;
        return Parse(before + member + Text[parent.End..]);
    }

    protected override bool IsComment(int index) => Text[index] == '#';

    protected override int EndOfComment(int index) => LineEnd(index);

    private int Column(int index) => index - LineStart(index);

    private int StartOf(DocumentEntry entry) => entry.Key is null ? DashOf(entry) : entry.Start;

    private int DashOf(DocumentEntry item)
    {
        int dash = item.Start - 1;
        while (dash > 0 && char.IsWhiteSpace(Text[dash]))
            dash--;
        return dash >= 0 && Text[dash] == '-' ? dash : throw Unclear(item, "has a comment behind its dash");
    }

    private TemplateException Unclear(DocumentEntry entry, string why) => Error(
        ErrorCodes.Unchecked,
        $"The build would have to edit beside {(entry.Key is null ? "an item" : $"'{entry.Key}'")} that {why}. "
        + "Write it in another way, and build again.",
        entry.Start);

    // A comment below that is further in than the entry belongs to it.
    private int LineBehind(DocumentEntry entry, int column)
    {
        int behind = NextLine(entry.Node.End);
        for (int line = behind; line < Text.Length; line = NextLine(line))
        {
            int start = line;
            while (start < Text.Length && Text[start] == ' ')
                start++;
            if (IsBlank(line, LineEnd(line)))
                continue;
            if (Text[start] != '#' || start - line <= column)
                break;
            behind = NextLine(line);
        }

        return behind;
    }
}
