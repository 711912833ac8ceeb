using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>A value of a template, with its place in the text.</summary>
internal sealed class DocumentNode
{
    private JsonNode? _value;
    private bool _isMade;

    public required NodeKind Kind { get; init; }

    /// <summary>Where its text starts, with its tag and anchor.</summary>
    public required int Start { get; init; }

    /// <summary>Where its text ends, without spaces, comments and line breaks after it.</summary>
    public int End { get; set; }

    /// <summary>The value that the text stands for, intrinsic functions in their long form. For a map or list, that of its parts too.</summary>
    public JsonNode? Value
    {
        // Made when it is asked for: each edit reads the whole text anew, and looks at little of it.
        get => _value ??= _isMade ? null : Make();
        set => (_value, _isMade) = (value, true);
    }

    /// <summary>Its members or items.</summary>
    public List<DocumentEntry> Entries { get; } = [];

    /// <summary>Whether it is written within braces or brackets, as in JSON.</summary>
    public bool IsFlow { get; init; }

    /// <summary>
    /// Whether it is an intrinsic function in YAML's short form, an alias, a pair without braces, or has an anchor: something that only a person
    /// edits within.
    /// </summary>
    public bool IsOpaque { get; init; }

    /// <summary>Whether it is, or ends with, a block of text, to which YAML may count the line breaks below.</summary>
    public bool EndsInBlock { get; set; }

    /// <summary>Whether nothing is written where it stands, which YAML takes for null.</summary>
    public bool IsAbsent => Start == End;

    /// <summary>The member of a name; the last one, as SAM reads it, where there are several.</summary>
    public DocumentEntry? Find(string key) => Entries.FindLast(entry => entry.Key == key);

    private JsonNode? Make()
    {
        _isMade = true;
        switch (Kind)
        {
            case NodeKind.Map:
                JsonObject map = [];
                foreach (DocumentEntry entry in Entries)
                    map[entry.Key!] = entry.Node.Value?.DeepClone();
                return map;
            case NodeKind.List:
                return new JsonArray([.. Entries.Select(static entry => entry.Node.Value?.DeepClone())]);
            default:
                return null;
        }
    }
}
