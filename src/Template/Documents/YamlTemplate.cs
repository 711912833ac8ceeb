using System.Text.Json.Nodes;

namespace AsyncJobs.Template.Documents;

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
            return Parse(Splice(old.Start, old.End, YamlText.Flow(value)));

        if (entry.Key is null)
        {
            int dash = Text.LastIndexOf('-', old.Start - 1);
            return Parse(Splice(dash, Math.Max(old.End, dash + 1), _yaml.Item(value, Column(dash))));
        }

        // A comment between name and value stays where it is as long as the value is on one line.
        int colon = ColonOf(entry);
        string behind = _yaml.Behind(value, Column(entry.Start));
        bool isLine = !behind.Contains('\n');
        bool wasLine = !old.IsAbsent && !Text[colon..old.End].Contains('\n');
        return Parse(isLine && wasLine
            ? Splice(old.Start, old.End, behind.TrimStart(' '))
            : Splice(colon + 1, old.IsAbsent ? colon + 1 : old.End, behind));
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

        int column = key is null ? Column(Text.LastIndexOf('-', previous.Start - 1)) : Column(previous.Start);
        string line = new string(' ', column) + (key is null ? _yaml.Item(value, column) : _yaml.Member(key, value, column));
        int at = LineBehind(previous, column);
        bool hasBreak = at > 0 && Text[at - 1] == '\n';
        return Parse(Splice(at, at, hasBreak ? line + NewLine : NewLine + line));
    }

    public override TemplateDocument Remove(DocumentNode parent, DocumentEntry entry)
    {
        int index = parent.Entries.IndexOf(entry);
        if (parent.IsFlow)
        {
            return Parse(index + 1 < parent.Entries.Count
                ? Splice(entry.Start, parent.Entries[index + 1].Start, "")
                : Splice(index > 0 ? parent.Entries[index - 1].Node.End : entry.Start, entry.Node.End, ""));
        }

        int start = entry.Key is null ? Text.LastIndexOf('-', entry.Start - 1) : entry.Start;
        int lineStart = LineStart(start);
        if (IsBlank(lineStart, start))
            return Parse(Splice(lineStart, LineBehind(entry, Column(start)), ""));

        // The first member of an item stands behind the item's dash: the next one takes its place.
        return Parse(Splice(start, parent.Entries[index + 1].Start, ""));
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
        if (before.Length > 0 && !before.EndsWith('\n'))
            before += NewLine;
        return Parse(before + member + Text[parent.End..]);
    }

    private int Column(int index) => index - LineStart(index);

    private int ColonOf(DocumentEntry entry)
    {
        // A plain name may have colons of its own, such as Fn::Sub.
        int index = entry.Start;
        char quote = Text[index];
        if (quote is not ('\'' or '"'))
            return Text.IndexOf(':', index + entry.Key!.Length);

        for (index++; Text[index] != quote; index++)
        {
            if (quote == '"' && Text[index] == '\\')
                index++;
        }

        return Text.IndexOf(':', index);
    }

    // A comment below that is further in than the entry belongs to it.
    private int LineBehind(DocumentEntry entry, int column)
    {
        int behind = NextLine(EndOf(entry));
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

    private int EndOf(DocumentEntry entry) => entry.Node.IsAbsent && entry.Key is not null ? ColonOf(entry) : entry.Node.End;
}
