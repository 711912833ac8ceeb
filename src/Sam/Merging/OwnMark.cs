using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Merging;

/// <summary>What a resource's metadata say about who wrote it.</summary>
internal static class OwnMark
{
    /// <summary>What our resources have as the tool that writes them.</summary>
    public const string Tool = "AsyncJobs";

    /// <summary>The name under which a resource says whose jobs it serves.</summary>
    public const string Assembly = "Assembly";

    /// <summary>Whether AsyncJobs wrote the resource.</summary>
    public static bool IsOn(DocumentNode resource) =>
        (resource.Value as JsonObject)?["Metadata"] is JsonObject metadata && metadata["Tool"]?.ToString() == Tool;

    /// <summary>The assembly whose jobs the resource serves; null where it does not say.</summary>
    public static string? AssemblyOf(DocumentNode resource) => Of(resource, Assembly);

    /// <summary>A copy of one of our resources that does not say so.</summary>
    public static JsonObject WithoutMark(JsonObject resource)
    {
        JsonObject copy = resource.DeepClone().AsObject();
        if (copy["Metadata"] is JsonObject metadata)
        {
            metadata.Remove("Tool");
            metadata.Remove(Tool);
            if (metadata.Count == 0)
                copy.Remove("Metadata");
        }

        return copy;
    }

    /// <summary>What the resource says under this name, part by part; nothing where it is no mapping.</summary>
    public static IReadOnlyList<DocumentEntry> PartsOf(DocumentNode resource, string name) =>
        resource.Find("Metadata")?.Node.Find(Tool)?.Node.Find(name)?.Node is { Kind: NodeKind.Map } map ? map.Entries : [];

    /// <summary>What the resource says under this name; null where it says nothing.</summary>
    public static string? Of(DocumentNode? resource, string name) =>
        resource?.Find("Metadata")?.Node.Find(Tool)?.Node.Find(name)?.Node.Value?.ToString();
}
