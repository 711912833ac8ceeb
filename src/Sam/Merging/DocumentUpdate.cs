using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Merging;

/// <summary>Changes a document where it differs from a value, and nowhere else.</summary>
internal static class DocumentUpdate
{
    /// <summary>Makes the value at a path, which is there, say what another value says.</summary>
    public static TemplateDocument Apply(TemplateDocument document, string[] path, JsonNode value)
    {
        while (Step(document, path, value) is { } next)
            document = next;
        return document;
    }

    // One change at a time: each is made in a text whose places are known.
    private static TemplateDocument? Step(TemplateDocument document, string[] path, JsonNode value)
    {
        DocumentNode parent = document.Find(path[..^1])!;
        DocumentEntry entry = parent.Find(path[^1])!;
        if (Canonical.AreEqual(entry.Node.Value, value))
            return null;
        if (entry.Node.IsOpaque || entry.Node.Entries.Count == 0 || !Canonical.HasParts(value) || Canonical.HasParts(entry.Node.Value) is false)
            return document.Replace(parent, entry, value);

        return (entry.Node.Kind, value) switch
        {
            (NodeKind.Map, JsonObject map) => StepMap(document, path, entry.Node, map),
            (NodeKind.List, JsonArray list) => StepList(document, path, entry.Node, list),
            _ => document.Replace(parent, entry, value),
        };
    }

    private static TemplateDocument? StepMap(TemplateDocument document, string[] path, DocumentNode node, JsonObject map)
    {
        foreach (DocumentEntry entry in node.Entries)
        {
            // An entry that a merge key of YAML brings is not the map's own.
            if (!map.ContainsKey(entry.Key!))
                return document.Remove(node, entry);
        }

        DocumentEntry? previous = null;
        foreach ((string name, JsonNode? member) in map)
        {
            DocumentEntry? entry = node.Find(name);
            if (entry is null)
                return document.Add(path, name, member!.DeepClone(), previous);
            if (member is not null && Step(document, [.. path, name], member) is { } next)
                return next;
            previous = entry;
        }

        return null;
    }

    private static TemplateDocument? StepList(TemplateDocument document, string[] path, DocumentNode node, JsonArray list)
    {
        List<KeyValuePair<string, JsonNode?>> wanted = Canonical.PartsOf(list);
        List<KeyValuePair<string, JsonNode?>> there = Canonical.PartsOf(node.Value!);
        for (int i = 0; i < there.Count; i++)
        {
            int index = wanted.FindIndex(part => part.Key == there[i].Key);
            if (index < 0)
                return document.Remove(node, node.Entries[i]);
            if (!Canonical.AreEqual(wanted[index].Value, there[i].Value))
                return document.Replace(node, node.Entries[i], wanted[index].Value!.DeepClone());
        }

        for (int i = 0; i < wanted.Count; i++)
        {
            if (!there.Exists(part => part.Key == wanted[i].Key))
                return document.Add(path, null, wanted[i].Value!.DeepClone(), i > 0 ? node.Entries[i - 1] : null);
        }

        return null;
    }
}
