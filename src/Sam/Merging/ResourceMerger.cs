using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Resources;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Brings three versions of a resource together: what the last build wrote, what stands there, and what this build wants. A value that
/// nobody touched follows the build; one that a person changed, added or removed stays as that person left it.
/// </summary>
/// <param name="written">What the last build wrote.</param>
/// <param name="isElsewhere">
/// Whether what the build wants is for another place than what stands there: what is not wanted at the new one, and was at the former, is dropped
/// also where a person changed it.
/// </param>
internal sealed class ResourceMerger(WrittenMark written, bool isElsewhere = false)
{
    // Nothing is left of these without the member that makes them what they are.
    private static readonly string s_url = WrittenMark.Child(WrittenMark.Child("", Events.Properties), SamResources.Url);

    private readonly List<string> _lost = [];

    /// <summary>What people wrote that is dropped, by where it is: <c>Properties.Events.GetJob.Properties.Auth</c>.</summary>
    public IReadOnlyList<string> Lost => _lost;

    /// <summary>Merges a resource.</summary>
    /// <param name="theirs">What stands there.</param>
    /// <param name="desired">What the build wants.</param>
    public JsonObject Merge(JsonObject theirs, JsonObject desired) => Merge("", theirs, desired);

    /// <summary>Merges a part of it.</summary>
    /// <param name="path">Where what stands there is.</param>
    /// <param name="theirs">What stands there.</param>
    /// <param name="desired">What the build wants.</param>
    public JsonObject Merge(string path, JsonObject theirs, JsonObject desired) => MergeNode(path, theirs, desired)?.AsObject() ?? [];

    /// <summary>Whether a value has a part that neither the last build wrote nor this one would.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="theirs">What stands there.</param>
    /// <param name="ours">What the build would write; null for nothing.</param>
    public bool HasOthers(string path, JsonNode? theirs, JsonNode? ours)
    {
        if (written.IsUnchanged(path, theirs) || (ours is not null && Canonical.AreEqual(theirs, ours)))
            return false;
        if (!Canonical.HasParts(theirs))
            return true;

        Dictionary<string, JsonNode?> known = Canonical.HasParts(ours) && theirs is JsonObject == ours is JsonObject
            ? Canonical.PartsOf(ours!).ToDictionary(StringComparer.Ordinal)
            : [];
        return Canonical.PartsOf(theirs!).Exists(part => part.Value is null
            ? !known.ContainsKey(part.Key)
            : HasOthers(WrittenMark.Child(path, part.Key), part.Value, known.GetValueOrDefault(part.Key)));
    }

    private JsonNode? MergeNode(string path, JsonNode? theirs, JsonNode? desired)
    {
        if (theirs is null)
            return desired is null ? null : Add(path, desired);
        if (desired is null)
            return Remove(path, theirs);
        if (Canonical.AreEqual(theirs, desired))
            return theirs.DeepClone();
        if (Canonical.HasParts(theirs) && Canonical.HasParts(desired) && theirs is JsonObject == desired is JsonObject)
            return MergeParts(path, theirs, desired);
        return written.IsUnchanged(path, theirs) ? desired.DeepClone() : theirs.DeepClone();
    }

    private JsonNode? Add(string path, JsonNode desired)
    {
        if (Canonical.HasParts(desired))
            return MergeParts(path, desired is JsonObject ? new JsonObject() : new JsonArray(), desired);

        // It was there and somebody removed it.
        return written.Has(path) ? null : desired.DeepClone();
    }

    private JsonNode? Remove(string path, JsonNode theirs)
    {
        if (Canonical.HasParts(theirs))
            return MergeParts(path, theirs, theirs is JsonObject ? new JsonObject() : new JsonArray());
        if (written.IsUnchanged(path, theirs))
            return null;
        if (!isElsewhere || !written.Has(path))
            return theirs.DeepClone();

        _lost.Add(WrittenMark.NameOf(path));
        return null;
    }

    // An event that the build wrote, or the URL of a function. A person's edit in it does not make one by itself.
    private bool GoesWhole(string path, string name) =>
        (path == Events.Path && Events.IsWritten(written, name))
        || (WrittenMark.Child(path, name) is var part && part == s_url && written.Has(WrittenMark.Child(part, SamResources.UrlAuthType)));

    private JsonNode? MergeParts(string path, JsonNode theirs, JsonNode desired)
    {
        List<KeyValuePair<string, JsonNode?>> ours = Canonical.PartsOf(desired);
        Dictionary<string, JsonNode?> wanted = ours.ToDictionary(StringComparer.Ordinal);
        List<KeyValuePair<string, JsonNode?>> merged = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, JsonNode? part) in Canonical.PartsOf(theirs))
        {
            seen.Add(name);
            if (part is null && !wanted.ContainsKey(name))
                merged.Add(new(name, null));
            else if (!wanted.ContainsKey(name) && GoesWhole(path, name))
                _lost.AddRange(written.EditsIn(WrittenMark.Child(path, name), part).Select(static edit => WrittenMark.NameOf(edit.Key)));
            else if (MergeNode(WrittenMark.Child(path, name), part, wanted.GetValueOrDefault(name)) is { } value)
                merged.Add(new(name, value));
        }

        string? previous = null;
        foreach ((string name, JsonNode? part) in ours)
        {
            if (seen.Contains(name) || MergeNode(WrittenMark.Child(path, name), null, part) is not { } value)
            {
                previous = seen.Contains(name) && merged.Exists(member => member.Key == name) ? name : previous;
                continue;
            }

            int after = merged.FindIndex(member => member.Key == previous);
            merged.Insert(after < 0 ? merged.Count : after + 1, new(name, value));
            previous = name;
        }

        if (merged.Count == 0)
            return null;
        return theirs is JsonObject ? new JsonObject(merged) : new JsonArray([.. merged.Select(part => part.Value)]);
    }
}
