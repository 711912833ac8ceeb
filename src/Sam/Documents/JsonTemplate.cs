using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>A template in JSON, with the comments and trailing commas that SAM's readers and editors let pass.</summary>
internal sealed class JsonTemplate : TemplateDocument
{
    private static readonly JsonReaderOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 256,
    };

    private readonly string _indent;

    private JsonTemplate(string text, DocumentNode root)
        : base(text, root)
    {
        // What stands before the first member that has a line of its own.
        _indent = root.Entries.Count > 0 && LineStart(root.Entries[0].Start) is int start && start > 0 && IsBlank(start, root.Entries[0].Start)
            ? text[start..root.Entries[0].Start]
            : "  ";
    }

    public static new TemplateDocument Parse(string text, bool isYamlIfEmpty = false)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(utf8, s_options);
        Places places = new(utf8);
        try
        {
            if (text.AsSpan().IsWhiteSpace())
            {
                DocumentNode empty = new() { Kind = NodeKind.Map, Start = 0, End = 3, IsFlow = true, Value = new JsonObject() };
                return new JsonTemplate("{\n}\n", empty);
            }

            reader.Read();
            DocumentNode root = ReadNode(text, ref reader, places);
            if (root.Kind is not NodeKind.Map)
                throw new TemplateException(ErrorCodes.Malformed, "A template is a JSON object.") { Line = 1, Column = 1 };
            while (reader.Read())
            {
            }

            return new JsonTemplate(text, root);
        }
        catch (JsonException exception)
        {
            string line = text.Split('\n').ElementAtOrDefault((int)(exception.LineNumber ?? 0)) ?? "";
            int bytes = (int)Math.Min(exception.BytePositionInLine ?? 0, Encoding.UTF8.GetByteCount(line));
            string what = exception.Message.Split(" LineNumber:")[0];
            throw new TemplateException(ErrorCodes.Malformed, $"The template is not JSON: {what}")
            {
                Line = (int)(exception.LineNumber ?? 0) + 1,
                Column = Encoding.UTF8.GetCharCount(Encoding.UTF8.GetBytes(line), 0, bytes) + 1,
            };
        }
        catch (InvalidOperationException)
        {
            (int line, int column) = Position(text, places.CharAt(reader.TokenStartIndex));
            throw new TemplateException(ErrorCodes.Malformed, "The template is not JSON: this text has half a surrogate pair.")
            {
                Line = line,
                Column = column,
            };
        }
    }

    public override TemplateDocument Replace(DocumentNode parent, DocumentEntry entry, JsonNode value) =>
        Parse(Splice(entry.Node.Start, entry.Node.End, Render(value, IndentOf(entry.Start))));

    public override TemplateDocument Add(ReadOnlySpan<string> path, string? key, JsonNode value, DocumentEntry? after)
    {
        DocumentNode parent = Find(path)!;
        string name = key is null ? "" : Quote(key) + ": ";
        if (parent.Entries.Count == 0)
            return AddFirst(parent, name, value);

        DocumentEntry previous = after ?? parent.Entries[^1];
        bool isLast = previous == parent.Entries[^1];
        if (!HasOwnLine(previous) && previous != parent.Entries[0])
            return Parse(Splice(previous.Node.End, previous.Node.End, $", {name}{Compact(value)}"));
        if (!HasOwnLine(previous))
        {
            string separator = Text[parent.Start..previous.Start].Contains('\n') ? NewLine + IndentOf(previous.Start) : " ";
            return Parse(Splice(previous.Node.End, previous.Node.End, $",{separator}{name}{Compact(value)}"));
        }

        string indent = IndentOf(previous.Start);
        string line = NewLine + indent + name + Render(value, indent);
        int comma = Comma(previous.Node.End, isLast ? parent.End - 1 : parent.Entries[parent.Entries.IndexOf(previous) + 1].Start);
        if (comma >= 0)
        {
            // A comment behind the member belongs to it.
            int at = EndOfRest(comma + 1);
            return Parse(Splice(at, at, isLast ? line : line + ","));
        }

        int end = EndOfRest(previous.Node.End);
        return Parse($"{Text.AsSpan(0, previous.Node.End)},{Text.AsSpan(previous.Node.End, end - previous.Node.End)}{line}{Text.AsSpan(end)}");
    }

    public override TemplateDocument Remove(DocumentNode parent, DocumentEntry entry) => Parse(WithoutBraced(parent, entry));

    private static DocumentNode ReadNode(string text, ref Utf8JsonReader reader, Places places)
    {
        int start = places.CharAt(reader.TokenStartIndex);
        DocumentNode node;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                node = new DocumentNode { Kind = NodeKind.Map, Start = start, IsFlow = true };
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                {
                    int keyStart = places.CharAt(reader.TokenStartIndex);
                    string key = reader.GetString()!;
                    reader.Read();
                    DocumentNode member = ReadNode(text, ref reader, places);
                    node.Entries.Add(new DocumentEntry(key, keyStart, member));
                }

                break;
            case JsonTokenType.StartArray:
                node = new DocumentNode { Kind = NodeKind.List, Start = start, IsFlow = true };
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    DocumentNode item = ReadNode(text, ref reader, places);
                    node.Entries.Add(new DocumentEntry(null, item.Start, item));
                }

                break;
            default:
                node = new DocumentNode
                {
                    Kind = NodeKind.Scalar,
                    Start = start,
                    IsFlow = true,
                    Value = reader.TokenType is JsonTokenType.String ? JsonValue.Create(reader.GetString()) : JsonNode.Parse(reader.ValueSpan),
                };
                break;
        }

        node.End = places.CharAt(reader.BytesConsumed);
        return node;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, JsonText.Options);

    private static string Compact(JsonNode? value) => value switch
    {
        JsonObject map => map.Count == 0 ? "{}" : $"{{ {string.Join(", ", map.Select(member => $"{Quote(member.Key)}: {Compact(member.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Compact))}]",
        null => "null",
        _ => value.ToJsonString(JsonText.Options),
    };

    private string Render(JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                IEnumerable<string> members = map.Select(member => $"{indent}{_indent}{Quote(member.Key)}: {Render(member.Value, indent + _indent)}");
                return $"{{{NewLine}{string.Join("," + NewLine, members)}{NewLine}{indent}}}";
            case JsonArray { Count: > 0 } list:
                IEnumerable<string> items = list.Select(item => $"{indent}{_indent}{Render(item, indent + _indent)}");
                return $"[{NewLine}{string.Join("," + NewLine, items)}{NewLine}{indent}]";
            default:
                return Compact(value);
        }
    }

    private TemplateDocument AddFirst(DocumentNode parent, string name, JsonNode value)
    {
        // Comments inside of an empty object stay: the member comes behind its brace and what is on that line.
        string indent = IndentOf(parent.Start);
        string inner = NewLine + indent + _indent + name + Render(value, indent + _indent);
        bool isOneLine = IsBlank(parent.Start + 1, parent.End - 1);
        int behind = EndOfRest(parent.Start + 1);
        return Parse(isOneLine
            ? Splice(parent.Start + 1, parent.End - 1, inner + NewLine + indent)
            : Splice(behind, behind, inner));
    }

    private bool HasOwnLine(DocumentEntry entry) => IsBlank(LineStart(entry.Start), entry.Start);

    private string IndentOf(int index)
    {
        int start = LineStart(index);
        int end = start;
        while (end < index && Text[end] is ' ' or '\t')
            end++;
        return Text[start..Math.Min(end, index)];
    }

    protected override bool IsComment(int index) => Text[index] == '/';

    protected override int EndOfComment(int index)
    {
        if (Text[index + 1] == '/')
            return LineEnd(index);

        int end = Text.IndexOf("*/", index + 2, StringComparison.Ordinal);
        return end < 0 ? Text.Length : end + 2;
    }

    // The reader counts bytes and the text characters; both go forward together.
    private sealed class Places(byte[] utf8)
    {
        private int _bytes;
        private int _chars;

        public int CharAt(long index)
        {
            if (index < _bytes)
                (_bytes, _chars) = (0, 0);
            _chars += Encoding.UTF8.GetCharCount(utf8, _bytes, (int)index - _bytes);
            _bytes = (int)index;
            return _chars;
        }
    }
}
