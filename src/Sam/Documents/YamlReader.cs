using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AsyncJobs.Sam.Documents;

/// <summary>Reads YAML into nodes that know their place in the text.</summary>
internal sealed class YamlReader
{
    // Aliases make a short text large; what SAM deploys is at most 1 MB.
    private const int MaxDepth = 256;
    private const int MaxNodes = 1_000_000;

    private readonly string _text;
    private readonly List<ParsingEvent> _events;
    private readonly Dictionary<string, (DocumentNode Node, int Count)> _anchors = new(StringComparer.Ordinal);
    private int _next;
    private int _depth;
    private int _count;

    private YamlReader(string text)
    {
        _text = text;
        _events = YamlEvents.Read(text);
    }

    private ParsingEvent Current => _events[_next];

    /// <summary>Reads the one document of a text.</summary>
    /// <exception cref="TemplateException">It is malformed.</exception>
    public static DocumentNode Read(string text) => new YamlReader(text).ReadDocument();

    private DocumentNode ReadDocument()
    {
        Consume<StreamStart>();
        if (Current is StreamEnd)
            return new DocumentNode { Kind = NodeKind.Map, Start = _text.Length, End = _text.Length, Value = new JsonObject() };

        Consume<DocumentStart>();
        DocumentNode root = ReadNode();
        Consume<DocumentEnd>();
        if (Current is DocumentStart)
            throw Malformed("A template is one YAML document; this is a second one.", Current);
        if (root.Kind is not NodeKind.Map && !root.IsAbsent)
            throw Malformed("A template is a YAML mapping.", _events[2]);
        return root;
    }

    private T Consume<T>()
        where T : ParsingEvent => (T)_events[_next++];

    private DocumentNode ReadNode()
    {
        if (Current is AnchorAlias)
            return ReadAlias(Consume<AnchorAlias>());

        // The parser lets a name without text pass, and then has one value too few.
        if (Current is not NodeEvent)
            throw Malformed("The template is not YAML: a name or a value is missing.", Current);

        NodeEvent start = Consume<NodeEvent>();
        int before = _count;
        if (++_depth > MaxDepth)
            throw Malformed($"A template has at most {MaxDepth} levels; this is one more.", start);
        DocumentNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            MappingStart map => ReadMap(map),
            _ => ReadList((SequenceStart)start),
        };
        _depth--;
        Count(1, start);
        if (!start.Tag.IsEmpty && start.Tag.Value is ['!', not '!', ..] tag && !tag.StartsWith("!<", StringComparison.Ordinal))
            node.Value = Intrinsics.Long(tag[1..], node.Value);
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = (node, _count - before);
        return node;
    }

    private DocumentNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out (DocumentNode Node, int Count) anchored))
            throw Malformed($"The template is not YAML: *{alias.Value} has no &{alias.Value} before it.", alias);

        Count(anchored.Count, alias);
        return new DocumentNode
        {
            Kind = NodeKind.Scalar,
            Start = (int)alias.Start.Index,
            End = (int)alias.End.Index,
            IsOpaque = true,
            Value = anchored.Node.Value?.DeepClone(),
        };
    }

    private DocumentNode ReadScalar(Scalar scalar)
    {
        bool isPlain = scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty;
        bool isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        int start = Math.Min((int)scalar.Start.Index, _text.Length);
        int end = Math.Min((int)scalar.End.Index, _text.Length);
        return new DocumentNode
        {
            Kind = NodeKind.Scalar,
            Start = start,
            End = isBlock && KeepsBreaks(scalar) ? BeforeBreak(end) : EndBefore(end, start),
            IsOpaque = IsOpaque(scalar),
            EndsInBlock = isBlock,
            Value = isPlain ? PlainValue(scalar.Value) : JsonValue.Create(scalar.Value),
        };
    }

    private DocumentNode ReadMap(MappingStart start)
    {
        // The parser gives a pair without braces, as in [a, Ref: B], no place.
        bool isFlow = start.Style is MappingStyle.Flow;
        bool isPair = isFlow && _depth > 1 && start.Start.Index == 0;
        int first = _next;
        List<DocumentEntry> entries = [];
        while (Current is not MappingEnd)
            entries.Add(ReadMember());

        int end = (int)Consume<MappingEnd>().Start.Index;
        DocumentNode node = new()
        {
            Kind = NodeKind.Map,
            Start = isPair ? EntryStart((int)_events[first].Start.Index) : (int)start.Start.Index,
            IsFlow = isFlow,
            IsOpaque = isPair || IsOpaque(start),
        };
        return Close(node, entries, isFlow && !isPair ? end : null);
    }

    private DocumentEntry ReadMember()
    {
        ParsingEvent key = Current;
        int keyStart = EntryStart((int)key.Start.Index);
        DocumentNode name = ReadNode();
        if (name.Kind is not NodeKind.Scalar || name.Value is JsonObject or JsonArray)
            throw Malformed("A name in a template is a text.", key);

        string text = key is Scalar scalar ? scalar.Value : name.Value?.ToString() ?? "";
        int colon = ColonBehind((int)key.End.Index);
        DocumentNode value = ReadNode();
        int behind = colon < 0 ? (int)key.End.Index : colon + 1;
        if (value.IsAbsent)
            value = new DocumentNode { Kind = NodeKind.Scalar, Start = behind, End = behind };
        return new DocumentEntry(text, keyStart, value) { Colon = colon };
    }

    private int ColonBehind(int index)
    {
        while (index < _text.Length && (char.IsWhiteSpace(_text[index]) || _text[index] == '#'))
            index = _text[index] == '#' ? Math.Max(index, _text.AsSpan(index).IndexOfAny('\r', '\n') + index) + 1 : index + 1;
        return index < _text.Length && _text[index] == ':' ? index : -1;
    }

    private DocumentNode ReadList(SequenceStart start)
    {
        List<DocumentEntry> entries = [];
        while (Current is not SequenceEnd)
        {
            DocumentNode item = ReadNode();
            entries.Add(new DocumentEntry(null, item.Start, item));
        }

        int end = (int)Consume<SequenceEnd>().Start.Index;
        bool isFlow = start.Style is SequenceStyle.Flow;
        DocumentNode node = new()
        {
            Kind = NodeKind.List,
            Start = (int)start.Start.Index,
            IsFlow = isFlow,
            IsOpaque = IsOpaque(start),
        };
        return Close(node, entries, isFlow ? end : null);
    }

    // Where no bracket ends it, the parser's mark says where the next thing begins, which may be lines later; its last part knows better.
    private static DocumentNode Close(DocumentNode node, List<DocumentEntry> entries, int? bracket)
    {
        node.Entries.AddRange(entries);
        DocumentEntry? last = entries.Count > 0 ? entries[^1] : null;
        node.End = bracket + 1 ?? last?.Node.End ?? node.Start;
        node.EndsInBlock = bracket is null && last?.Node.EndsInBlock == true;
        return node;
    }

    // An explicit name, as in "? Name", starts at its question mark.
    private int EntryStart(int name)
    {
        int mark = name - 1;
        while (mark >= 0 && char.IsWhiteSpace(_text[mark]))
            mark--;
        if (mark < 0 || mark == name - 1 || _text[mark] != '?')
            return name;

        bool isSameLine = _text.AsSpan(mark, name - mark).IndexOfAny('\r', '\n') < 0;
        int line = mark;
        while (line > 0 && _text[line - 1] is ' ' or '-' or '?' or ':')
            line--;
        return isSameLine || line == 0 || _text[line - 1] is '\r' or '\n' ? mark : name;
    }

    // The blank lines below |+ and >+ are part of the text, and so are spaces in lines that are otherwise blank.
    private bool KeepsBreaks(Scalar scalar)
    {
        int start = (int)scalar.Start.Index;
        int end = _text.AsSpan(start).IndexOfAny('\r', '\n');
        return scalar.Value.TrimEnd('\n') is "" or [.., ' ' or '\t']
            || (end > 0 && _text.Substring(start, end).Split('#')[0].Contains('+', StringComparison.Ordinal));
    }

    private int BeforeBreak(int index)
    {
        if (index > 0 && _text[index - 1] is '\n' or '\u0085' or '\u2028' or '\u2029')
            index--;
        return index > 0 && _text[index - 1] == '\r' ? index - 1 : index;
    }

    private int EndBefore(int end, int start)
    {
        while (end > start && _text[end - 1] is ' ' or '\t' or '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            end--;
        return end;
    }

    private static bool IsOpaque(NodeEvent node) => !node.Tag.IsEmpty || !node.Anchor.IsEmpty;

    private static JsonNode? PlainValue(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private void Count(int nodes, ParsingEvent at)
    {
        _count += nodes;
        if (_count > MaxNodes)
            throw Malformed($"With its aliases written out, the template has more than {MaxNodes} values.", at);
    }

    private static TemplateException Malformed(string message, ParsingEvent at) =>
        new(ErrorCodes.Malformed, message) { Line = (int)at.Start.Line, Column = (int)at.Start.Column };
}
