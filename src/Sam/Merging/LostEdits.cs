using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>What people wrote into a function that goes because another one answers its requests now.</summary>
internal static class LostEdits
{
    private const string Properties = "Properties";

    /// <summary>Says what goes with it; null where nobody changed it, or nobody answers its requests any more.</summary>
    /// <param name="id">The logical id of the function that goes.</param>
    /// <param name="former">The function.</param>
    /// <param name="written">What the last build wrote into it.</param>
    /// <param name="desired">What the build wants.</param>
    public static TemplateWarning? Of(string id, DocumentNode former, WrittenMark written, IReadOnlyDictionary<string, JsonObject> desired)
    {
        if (former.Value is not JsonObject function || EditsIn(function, written) is not { Count: > 0 } edits)
            return null;

        HashSet<string> requests = [.. RequestsOf(function)];
        return desired.Where(other => RequestsOf(other.Value).Any(requests.Contains)).Select(static other => other.Key).FirstOrDefault() is { } next
            ? new TemplateWarning(
                ErrorCodes.EditsRemoved,
                $"'{next}' answers {string.Join(", ", requests)} in place of '{id}', which is removed with what was written into it by hand: "
                + $"{string.Join(", ", edits)}. Write what is still needed into '{next}'. {FunctionsValue.Property} says which functions there are.")
            : null;
    }

    private static List<string> EditsIn(JsonObject function, WrittenMark written)
    {
        List<string> edits = [];
        foreach ((string name, JsonNode? value) in function)
        {
            if (name is not ("Type" or "Metadata" or Properties) && !written.IsUnchanged(WrittenMark.Child("", name), value))
                edits.Add(name);
        }

        string path = WrittenMark.Child("", Properties);
        foreach ((string name, JsonNode? value) in function[Properties] as JsonObject ?? [])
        {
            if (!written.IsUnchanged(WrittenMark.Child(path, name), value))
                edits.Add(name);
        }

        return edits;
    }

    private static IEnumerable<string> RequestsOf(JsonObject resource) =>
        resource[Properties] is JsonObject properties && properties["Events"] is JsonObject events
            ? events.Select(static item => (item.Value as JsonObject)?[Properties] as JsonObject)
                .OfType<JsonObject>()
                .Where(static route => route["Method"] is JsonValue && route["Path"] is JsonValue)
                .Select(static route => $"{route["Method"]!.ToString().ToUpperInvariant()} {route["Path"]}")
            : [];
}
