using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>The merge keys of YAML, by which a map has the members of others too.</summary>
internal static class MergeKeys
{
    /// <summary>The key.</summary>
    public const string Key = "<<";

    /// <summary>A copy of a value that has these members itself. Those that a map says itself, or takes from an earlier map, come first.</summary>
    public static JsonNode? Expand(JsonNode? value)
    {
        if (value is JsonArray list)
            return new JsonArray([.. list.Select(Expand)]);
        if (value is not JsonObject map)
            return value?.DeepClone();

        JsonObject expanded = new(map
            .Where(static member => member.Key != Key)
            .Select(static member => KeyValuePair.Create(member.Key, Expand(member.Value))));
        foreach (JsonNode? other in map[Key] is JsonArray others ? others.ToArray() : [map[Key]])
        {
            foreach ((string name, JsonNode? member) in Expand(other) as JsonObject ?? [])
                expanded.TryAdd(name, member?.DeepClone());
        }

        return expanded;
    }
}
