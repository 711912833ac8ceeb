using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AsyncJobs.Sam.Verification;

/// <summary>Reads YAML back, event by event.</summary>
internal sealed class YamlContent
{
    private readonly Queue<ParsingEvent> _events;
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);

    private YamlContent(string text) => _events = new Queue<ParsingEvent>(YamlEvents.Read(text));

    /// <summary>The one document of a text; an empty map for a text without any.</summary>
    /// <exception cref="TemplateException">It is not YAML, or more than one document.</exception>
    public static Content Read(string text)
    {
        YamlContent reader = new(text);
        while (reader._events.TryPeek(out ParsingEvent? next) && next is not NodeEvent)
            reader._events.Dequeue();
        if (reader._events.Count == 0)
            return new Content { Kind = NodeKind.Map };

        Content root = reader.ReadNode();
        if (reader._events.Any(rest => rest is DocumentStart))
            throw new TemplateException(ErrorCodes.Malformed, "A template is one YAML document.");
        return root is { Kind: NodeKind.Scalar, Text: "", Scalar: null } ? new Content { Kind = NodeKind.Map } : root;
    }

    private Content ReadNode()
    {
        if (_events.Peek() is AnchorAlias)
            return ReadAlias((AnchorAlias)_events.Dequeue());

        NodeEvent start = (NodeEvent)_events.Dequeue();
        Content content = start switch
        {
            Scalar scalar => new()
            {
                Text = scalar.Value,
                Scalar = ScalarOf(scalar),
                Form = scalar.Style is ScalarStyle.Plain ? "" : "text",
                End = (int)scalar.End.Index,
            },
            MappingStart map => new() { Kind = NodeKind.Map, IsBraced = map.Style is MappingStyle.Flow, Members = ReadMembers(), End = Bracket() },
            _ => new()
            {
                Kind = NodeKind.List,
                IsBraced = ((SequenceStart)start).Style is SequenceStyle.Flow,
                Members = ReadItems(),
                End = Bracket(),
            },
        };
        content = content with
        {
            Form = $"{content.Form} {start.Tag} {start.Anchor}",
            Function = !start.Tag.IsEmpty && start.Tag.Value is ['!', not '!', ..] tag && !tag.StartsWith("!<", StringComparison.Ordinal)
                ? tag[1..]
                : null,
            Start = (int)start.Start.Index,
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = content.ToJson();
        return content;
    }

    private Content ReadAlias(AnchorAlias alias) => new()
    {
        Text = alias.Value.Value,
        Form = Content.Alias,
        Scalar = _anchors[alias.Value.Value]?.DeepClone(),
        Start = (int)alias.Start.Index,
        End = (int)alias.End.Index,
    };

    // The place behind the bracket that ends a map or list.
    private int Bracket() => (int)_events.Dequeue().Start.Index + 1;

    private List<ContentMember> ReadMembers()
    {
        List<ContentMember> members = [];
        while (_events.Peek() is not MappingEnd)
        {
            Content name = ReadNode();
            members.Add(new ContentMember(name.IsAlias ? name.Scalar?.ToString() ?? "" : name.Text, name.Start, ReadNode()));
        }

        return members;
    }

    private List<ContentMember> ReadItems()
    {
        List<ContentMember> items = [];
        while (_events.Peek() is not SequenceEnd)
        {
            Content item = ReadNode();
            items.Add(new ContentMember("", item.Start, item));
        }

        return items;
    }

    private static JsonNode? ScalarOf(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } && scalar.Tag.IsEmpty
            ? null
            : JsonValue.Create(scalar.Value);
}
