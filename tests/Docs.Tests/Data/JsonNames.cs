using System.Text.Json;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>The names of a JSON document's members, at all depths.</summary>
internal static class JsonNames
{
    /// <summary>The paths of all members, such as <c>progress.fraction</c> or <c>errors[].in</c>, except below what is null in the other document.</summary>
    public static IEnumerable<string> Of(JsonElement document, JsonElement other, string path = "") => document.ValueKind switch
    {
        JsonValueKind.Object when other.ValueKind == JsonValueKind.Object => document.EnumerateObject().SelectMany(member => Of(member.Value, Member(other, member.Name), $"{path}.{member.Name}").Prepend($"{path}.{member.Name}")),
        JsonValueKind.Array when other.ValueKind == JsonValueKind.Array && other.GetArrayLength() > 0 => document.EnumerateArray().SelectMany(item => Of(item, other[0], path + "[]")).Distinct(),
        _ => [],
    };

    private static JsonElement Member(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement member) ? member : default;
}
