using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Verification;

/// <summary>A value of a text, as it is read back. Tags, anchors and aliases stay what they are.</summary>
internal sealed record Content
{
    /// <summary>The form of an alias.</summary>
    public const string Alias = "*";

    public NodeKind Kind { get; init; }

    /// <summary>The text of a scalar; the name of an alias.</summary>
    public string Text { get; init; } = "";

    /// <summary>Tag, anchor, and how it is written where that decides what it means; <see cref="Alias"/> for an alias.</summary>
    public string Form { get; init; } = "";

    /// <summary>What it is in JSON, for a scalar or an alias.</summary>
    public JsonNode? Scalar { get; init; }

    /// <summary>The short form of the intrinsic function that it is the argument of; null for none.</summary>
    public string? Function { get; init; }

    public bool IsAlias => Form == Alias;

    public bool IsBraced { get; init; }

    public int Start { get; init; }

    /// <summary>Where it ends; only known for scalars on one line, and for what has braces or brackets.</summary>
    public int End { get; init; }

    /// <summary>Members, or items with an empty name.</summary>
    public IReadOnlyList<ContentMember> Members { get; init; } = [];

    /// <summary>What SAM makes of it.</summary>
    public JsonNode? ToJson()
    {
        JsonNode? value = Kind switch
        {
            NodeKind.List => new JsonArray([.. Members.Select(member => member.Value.ToJson())]),
            NodeKind.Map => ToObject(),
            _ => Scalar?.DeepClone(),
        };
        return Function is null ? value : Intrinsics.Long(Function, value);
    }

    /// <summary>The last of a name, which is the one that counts; -1 for none.</summary>
    public int IndexOf(string name)
    {
        for (int i = Members.Count - 1; i >= 0; i--)
        {
            if (Members[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>Whether another one says the same in the same form, wherever it stands. An alias says what it stands for.</summary>
    public bool IsSame(Content other)
    {
        if (Kind != other.Kind || Text != other.Text || Form != other.Form || Members.Count != other.Members.Count)
            return false;
        if (IsAlias && !Canonical.AreEqual(Scalar, other.Scalar))
            return false;

        for (int i = 0; i < Members.Count; i++)
        {
            if (Members[i].Name != other.Members[i].Name || !Members[i].Value.IsSame(other.Members[i].Value))
                return false;
        }

        return true;
    }

    private JsonObject ToObject()
    {
        JsonObject map = [];
        foreach (ContentMember member in Members)
            map[member.Name] = member.Value.ToJson();
        return map;
    }
}
