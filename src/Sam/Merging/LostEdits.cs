using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>What people wrote into a function that goes because another one answers its requests now.</summary>
internal static class LostEdits
{
    /// <summary>
    /// Says what goes with it; null where nobody changed it, and where its requests go with it, since the job that they start does.
    /// </summary>
    /// <param name="id">The logical id of the function that goes.</param>
    /// <param name="former">The function.</param>
    /// <param name="written">What the last build wrote into it.</param>
    /// <param name="desired">What the build wants.</param>
    /// <param name="moved">The events that went to another function.</param>
    public static TemplateWarning? Of(
        string id, DocumentNode former, WrittenMark written, IReadOnlyDictionary<string, JsonObject> desired, MovedEvents moved)
    {
        if (former.Value is not JsonObject function || EditsIn(id, function, written, moved) is not { Count: > 0 } edits)
            return null;

        string[] requests = [.. RequestsOf(function).Distinct()];
        string[] next = [.. desired.Where(other => RequestsOf(other.Value).Any(requests.Contains)).Select(static other => $"'{other.Key}'")];
        if (next.Length > 0)
        {
            (string answer, string them) = next is [var only] ? ("answers", only) : ("answer", "them");
            return new TemplateWarning(
                ErrorCodes.EditsRemoved,
                $"{string.Join(", ", next)} {answer} {string.Join(", ", requests)} in place of '{id}', which is removed with what was written "
                + $"into it by hand: {string.Join(", ", edits)}. Write what is still needed into {them}. "
                + $"{FunctionsValue.Property} says which functions there are.");
        }

        return function[Events.Properties]?[SamResources.Url] is null ? null : new TemplateWarning(
            ErrorCodes.EditsRemoved,
            $"'{id}' is removed with its URL, and with what was written into it by hand: {string.Join(", ", edits)}. "
            + $"{StreamingValue.Property} says whether there is such a function.");
    }

    private static List<string> EditsIn(string id, JsonObject function, WrittenMark written, MovedEvents moved)
    {
        List<string> edits = [];
        foreach ((string name, JsonNode? value) in function)
        {
            if (name is not ("Type" or "Metadata" or Events.Properties) && !written.IsUnchanged(WrittenMark.Child("", name), value))
                edits.Add(name);
        }

        string path = WrittenMark.Child("", Events.Properties);
        foreach ((string name, JsonNode? value) in function[Events.Properties] as JsonObject ?? [])
        {
            if (name == Events.Name && value is JsonObject events)
            {
                edits.AddRange(events
                    .Where(item => !moved.HasEventLeft(id, item.Key) && !written.IsUnchanged(Events.PathOf(item.Key), item.Value))
                    .Select(static item => $"{Events.Name}.{item.Key}"));
            }
            else if (!written.IsUnchanged(WrittenMark.Child(path, name), value))
                edits.Add(name);
        }

        return edits;
    }

    private static IEnumerable<string> RequestsOf(JsonObject resource) =>
        Events.Of(resource).Select(static item => Events.RequestOf(item.Value)).OfType<string>();
}
