using System.Text.Json.Nodes;

namespace AsyncJobs.Local.OpenApi;

/// <summary>The tags by which readers group operations: one for each job, and one for what all jobs have.</summary>
/// <param name="document">The document; its own tag is there.</param>
internal sealed class DocumentTags(JsonObject document)
{
    /// <summary>The tag of what all jobs have.</summary>
    public const string OfAll = "jobs";

    /// <summary>Adds the tag of a job, unless a job is called as the tag of all jobs.</summary>
    public void Add(string name, string description)
    {
        if (name != OfAll)
            document["tags"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = name, ["description"] = description });
    }
}
