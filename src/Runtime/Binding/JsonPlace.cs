using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Binding;

/// <summary>
/// A token of a JSON document, and the way to the value that it belongs to. Of a member's name, that is the object that has the member.
/// </summary>
/// <param name="Type">What the token is.</param>
/// <param name="Start">Where the value begins, in bytes.</param>
/// <param name="Steps">The way to it.</param>
internal sealed record JsonPlace(JsonTokenType Type, int Start, IReadOnlyList<JsonStep> Steps)
{
    // What System.Text.Json puts into brackets in a path.
    private const string Special = ". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029";

    /// <summary>The way as System.Text.Json writes it: <c>$.rows[2].name</c>.</summary>
    public string Path
    {
        get
        {
            StringBuilder path = new("$");
            foreach (JsonStep step in Steps)
            {
                if (step.Name is { } name)
                    Append(path, name);
                else
                    path.Append('[').Append(step.Index).Append(']');
            }

            return path.ToString();
        }
    }

    /// <summary>The path of a member of this value.</summary>
    public string PathOf(string member)
    {
        StringBuilder path = new(Path);
        Append(path, member);
        return path.ToString();
    }

    /// <summary>How a document is read so that nothing stops at what the options of its type allow.</summary>
    public static JsonReaderOptions ReaderOptions(JsonTypeInfo type) => new()
    {
        AllowTrailingCommas = type.Options.AllowTrailingCommas,
        CommentHandling = type.Options.ReadCommentHandling,
        MaxDepth = type.Options.MaxDepth,
    };

    /// <summary>Where each token begins, up to the first one that is not JSON.</summary>
    public static List<int> Starts(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        List<int> starts = [];
        Utf8JsonReader reader = new(json, options);
        while (TryRead(ref reader))
            starts.Add((int)reader.TokenStartIndex);
        return starts;
    }

    /// <summary>Finds a token.</summary>
    /// <param name="json">The document.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="index">Which of the document's tokens.</param>
    public static JsonPlace Of(ReadOnlySpan<byte> json, JsonReaderOptions options, int index)
    {
        Stack<Container> open = new();
        Utf8JsonReader reader = new(json, options);
        for (int i = 0; ; i++)
        {
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            JsonTokenType type = reader.TokenType;
            if (type is JsonTokenType.PropertyName)
                open.Peek().NameStart = start;
            else if (type is JsonTokenType.EndObject or JsonTokenType.EndArray)
                start = open.Pop().Start;
            else if (open.TryPeek(out Container? array) && array.IsArray)
                array.Index++;

            if (i == index)
                return Make(json, open, type, start);
            if (type is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Container(start, type is JsonTokenType.StartArray));
        }
    }

    private static bool TryRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonPlace Make(ReadOnlySpan<byte> json, Stack<Container> open, JsonTokenType type, int start)
    {
        if (type is JsonTokenType.PropertyName)
            start = open.Pop().Start;

        List<JsonStep> steps = [];
        foreach (Container container in open.Reverse())
            steps.Add(new JsonStep(container.Start, container.IsArray ? null : NameAt(json, container.NameStart), container.Index));
        return new JsonPlace(type, start, steps);
    }

    private static string NameAt(ReadOnlySpan<byte> json, int start)
    {
        Utf8JsonReader name = new(json[start..], isFinalBlock: false, default);
        return name.Read() ? JsonText.Read(ref name) : "";
    }

    private static void Append(StringBuilder path, string name)
    {
        if (name.AsSpan().ContainsAny(Special))
            path.Append("['").Append(name).Append("']");
        else
            path.Append('.').Append(name);
    }

    private sealed class Container(int start, bool isArray)
    {
        public int Start { get; } = start;

        public bool IsArray { get; } = isArray;

        public int NameStart { get; set; }

        public int Index { get; set; } = -1;
    }
}
