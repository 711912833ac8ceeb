using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AsyncJobs.Template.Documents;

/// <summary>Reads YAML into nodes that know their place in the text.</summary>
internal sealed class YamlReader
{
    private readonly string _text;
    private readonly Parser _parser;
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);

    private YamlReader(string text)
    {
        _text = text;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads the one document of a text.</summary>
    /// <exception cref="TemplateException">It is malformed.</exception>
    public static DocumentNode Read(string text)
    {
        YamlReader reader = new(text);
        try
        {
            return reader.ReadDocument();
        }
        catch (InvalidOperationException)
        {
            // What the scanner throws where it cannot go on within brackets, without a place.
            throw Malformed("The template is not YAML: something within brackets that begin here, or before, is not closed or not separated.", reader._parser.Current!.Start);
        }
        catch (YamlException exception)
        {
            // The parser puts where it started to read before what it found there.
            string what = exception.Message;
            int colon = what.StartsWith('(') ? what.IndexOf("): ", StringComparison.Ordinal) : -1;
            throw new TemplateException(ErrorCodes.Malformed, $"The template is not YAML: {what[(colon < 0 ? 0 : colon + 3)..]}")
            {
                Line = (int)exception.Start.Line,
                Column = (int)exception.Start.Column,
            };
        }
    }

    private DocumentNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new DocumentNode { Kind = NodeKind.Map, Start = _text.Length, End = _text.Length, Value = new JsonObject() };

        _parser.Consume<DocumentStart>();
        DocumentNode root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out _))
            throw Malformed("A template is one YAML document; this is a second one.", _parser.Current!.Start);
        if (root.Kind is not NodeKind.Map && !root.IsAbsent)
            throw Malformed("A template is a YAML mapping.", root.Start);
        return root;
    }

    private DocumentNode ReadNode()
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _parser.MoveNext();
            return new DocumentNode
            {
                Kind = NodeKind.Scalar,
                Start = (int)alias.Start.Index,
                End = (int)alias.End.Index,
                IsOpaque = true,
                Value = _anchors.GetValueOrDefault(alias.Value.Value)?.DeepClone(),
            };
        }

        NodeEvent start = (NodeEvent)_parser.Current!;
        DocumentNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            MappingStart map => ReadMap(map),
            _ => ReadList(_parser.Consume<SequenceStart>()),
        };
        if (!start.Tag.IsEmpty && start.Tag.Value is ['!', not '!', ..] tag && !tag.StartsWith("!<", StringComparison.Ordinal))
            node.Value = Intrinsics.Long(tag[1..], node.Value);
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node.Value;
        return node;
    }

    private DocumentNode ReadScalar(Scalar scalar)
    {
        _parser.MoveNext();
        int start = (int)scalar.Start.Index;
        bool isPlain = scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty;
        return new DocumentNode
        {
            Kind = NodeKind.Scalar,
            Start = start,
            End = KeepsBreaks(scalar) ? BeforeBreak((int)scalar.End.Index) : EndBefore((int)scalar.End.Index, start),
            IsOpaque = IsOpaque(scalar),
            Value = isPlain ? PlainValue(scalar.Value) : JsonValue.Create(scalar.Value),
        };
    }

    private DocumentNode ReadMap(MappingStart start)
    {
        _parser.MoveNext();
        DocumentNode node = new()
        {
            Kind = NodeKind.Map,
            Start = (int)start.Start.Index,
            IsFlow = start.Style is MappingStyle.Flow,
            IsOpaque = IsOpaque(start),
        };
        HashSet<string> names = new(StringComparer.Ordinal);
        while (!_parser.Accept<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar key)
                throw Malformed("A name in a template is a text.", _parser.Current!.Start);
            _parser.MoveNext();
            DocumentNode value = ReadNode();
            if (!names.Add(key.Value) && key.Value != "<<")
                throw Malformed($"'{key.Value}' is there twice in one mapping.", key.Start);
            node.Entries.Add(new DocumentEntry(key.Value, (int)key.Start.Index, value));
        }

        MappingEnd end = _parser.Consume<MappingEnd>();
        node.End = End(node, (int)end.Start.Index);
        return node;
    }

    private DocumentNode ReadList(SequenceStart start)
    {
        DocumentNode node = new()
        {
            Kind = NodeKind.List,
            Start = (int)start.Start.Index,
            IsFlow = start.Style is SequenceStyle.Flow,
            IsOpaque = IsOpaque(start),
        };
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            DocumentNode item = ReadNode();
            node.Entries.Add(new DocumentEntry(null, item.Start, item));
        }

        SequenceEnd end = _parser.Consume<SequenceEnd>();
        node.End = End(node, (int)end.Start.Index);
        return node;
    }

    // The blank lines below |+ and >+ are part of the text.
    private bool KeepsBreaks(Scalar scalar)
    {
        int start = (int)scalar.Start.Index;
        int end = _text.IndexOf('\n', start);
        return scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded && end > 0 && _text[start..end].Split('#')[0].Contains('+', StringComparison.Ordinal);
    }

    private int BeforeBreak(int index)
    {
        if (index > 0 && _text[index - 1] == '\n')
            index--;
        return index > 0 && _text[index - 1] == '\r' ? index - 1 : index;
    }

    private static bool IsOpaque(NodeEvent node) => !node.Tag.IsEmpty || !node.Anchor.IsEmpty;

    private static JsonNode? PlainValue(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long number)
            && number.ToString(System.Globalization.CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    // The parser's marks say where the next thing begins, which may be lines later; the parts of a value know better.
    private int End(DocumentNode node, int end)
    {
        if (!node.IsFlow)
            return node.Entries.Count == 0 ? EndBefore(end, node.Start) : Math.Max(node.Entries[^1].Node.End, node.Entries[^1].Start);

        int index = node.Entries.Count > 0 ? node.Entries[^1].Node.End : _text.IndexOf(node.Kind is NodeKind.Map ? '{' : '[', node.Start) + 1;
        while (_text[index] is not ('}' or ']'))
            index = _text[index] == '#' ? _text.IndexOf('\n', index) : index + 1;
        return index + 1;
    }

    private int EndBefore(int end, int start)
    {
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return end;
    }

    private static TemplateException Malformed(string message, Mark at) =>
        new(ErrorCodes.Malformed, message) { Line = (int)at.Line, Column = (int)at.Column };

    private TemplateException Malformed(string message, int index)
    {
        (int line, int column) = TemplateDocument.Position(_text, index);
        return new(ErrorCodes.Malformed, message) { Line = line, Column = column };
    }
}
