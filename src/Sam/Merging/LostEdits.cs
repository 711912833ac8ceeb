using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>What people wrote into resources that go, and that nothing else has.</summary>
/// <param name="resources">The template's resources that serve these jobs.</param>
/// <param name="written">What the last build wrote into each.</param>
/// <param name="desired">What the build wants.</param>
/// <param name="moved">The events that went to another function.</param>
/// <param name="further">What functions begin with that come.</param>
internal sealed class LostEdits(
    IReadOnlyList<DocumentEntry> resources,
    IReadOnlyDictionary<string, WrittenMark> written,
    IReadOnlyDictionary<string, JsonObject> desired,
    MovedEvents moved,
    FurtherFunctions further)
{
    private readonly IReadOnlyDictionary<string, DocumentNode> _there = DuplicateNames.LastOf(resources);

    /// <summary>An edit as a person reads it, <c>Environment.Variables.NAME</c>: nearly all are properties.</summary>
    public static string NameOf(string path)
    {
        string name = WrittenMark.NameOf(path);
        return name.StartsWith($"{Events.Properties}.", StringComparison.Ordinal) ? name[(Events.Properties.Length + 1)..] : name;
    }

    /// <summary>Says what goes, of each resource that is lost with edits, except with the job that it is for.</summary>
    /// <param name="former">The logical ids of the resources that go.</param>
    public IEnumerable<TemplateWarning> Of(IReadOnlyList<string> former)
    {
        string[] functions = [.. _there.Where(static resource => IsFunction(resource.Value.Value)).Select(static resource => resource.Key)];
        ILookup<string, string> groups = former.ToLookup(id => FunctionIds.OwnerOf(id, functions) ?? id);
        foreach (IGrouping<string, string> group in groups)
        {
            bool isFunction = former.Contains(group.Key) && IsFunction(_there[group.Key].Value);
            IEnumerable<TemplateWarning?> warnings = isFunction ? [OfFunction(group.Key, [.. group])] : group.Select(OfOther);
            foreach (TemplateWarning warning in warnings.OfType<TemplateWarning>())
                yield return warning;
        }
    }

    // Its requests are answered by another function now; otherwise they go with it, since the job that they start does.
    private TemplateWarning? OfFunction(string id, string[] group)
    {
        JsonObject function = _there[id].Value!.AsObject();
        string[] requests = [.. RequestsOf(function).Distinct()];
        string[] next = [.. desired.Where(other => RequestsOf(other.Value).Any(requests.Contains)).Select(static other => other.Key)];
        bool hasUrl = (function[Events.Properties] as JsonObject)?[SamResources.Url] is not null;
        if ((next.Length == 0 && !hasUrl) || EditsIn(id, group, next) is not { Length: > 0 } edits)
            return null;

        if (next.Length == 0)
        {
            return new TemplateWarning(
                ErrorCodes.EditsRemoved,
                $"'{id}' is removed with its URL, and with what was written into it by hand: {edits}. "
                + $"{StreamingValue.Property} says whether there is such a function.");
        }

        (string answer, string them) = next is [var only] ? ("answers", $"'{only}'") : ("answer", "them");
        return new TemplateWarning(
            ErrorCodes.EditsRemoved,
            $"{string.Join(", ", next.Select(static other => $"'{other}'"))} {answer} {string.Join(", ", requests)} in place of '{id}', which is "
            + $"removed with what was written into it by hand: {edits}. Write what is still needed into {them}. "
            + $"{FunctionsValue.Property} says which functions there are.");
    }

    // The function that it belongs to stays, or there is none: the build makes such a resource no more.
    private TemplateWarning? OfOther(string id) => EditsOf(id, []) is not { Count: > 0 } edits ? null : new TemplateWarning(
        ErrorCodes.EditsRemoved,
        $"'{id}' is removed with what was written into it by hand: {string.Join(", ", edits)}. Write elsewhere what is still needed of that. "
        + "The options of the template say which resources there are.");

    private string EditsIn(string function, string[] group, string[] next)
    {
        IEnumerable<string> edits = EditsOf(function, next);
        foreach (string other in group.Where(other => other != function))
            edits = edits.Concat(EditsOf(other, [.. next.Select(id => id + other[function.Length..])]).Select(edit => $"{edit} of '{other}'"));
        return string.Join(", ", edits);
    }

    private List<string> EditsOf(string id, string[] next)
    {
        WrittenMark mark = written[id];
        List<string> edits = [];
        if (_there[id].Value is not JsonObject resource || !mark.IsKnown)
            return edits;

        foreach ((string name, JsonNode? value) in resource)
        {
            if (name is not ("Type" or "Metadata"))
            {
                IEnumerable<KeyValuePair<string, JsonNode?>> all = mark.EditsIn(WrittenMark.Child("", name), value);
                edits.AddRange(all.Where(edit => !IsKept(edit, next)).SelectMany(edit => NamesOf(id, edit)));
            }
        }

        return [.. edits.Distinct()];
    }

    // All that could need it have it.
    private bool IsKept(KeyValuePair<string, JsonNode?> edit, string[] next) => next.Length > 0 && Array.TrueForAll(next, other =>
        Canonical.AreEqual(WrittenMark.Find(_there.GetValueOrDefault(other)?.Value ?? Coming(other), edit.Key), edit.Value));

    private JsonObject? Coming(string id) => desired.TryGetValue(id, out JsonObject? resource) ? further.Into(id, resource) : null;

    // An event is named whole, however much of it a person wrote.
    private IEnumerable<string> NamesOf(string id, KeyValuePair<string, JsonNode?> edit)
    {
        if (!edit.Key.StartsWith(Events.Path, StringComparison.Ordinal))
            return [NameOf(edit.Key)];

        return Events.Of(_there[id].Value)
            .Where(item => $"{edit.Key}/".StartsWith($"{Events.PathOf(item.Key)}/", StringComparison.Ordinal) || edit.Key == Events.Path)
            .Where(item => !moved.HasEventLeft(id, item.Key))
            .Select(static item => $"{Events.Name}.{item.Key}");
    }

    private static bool IsFunction(JsonNode? resource) => resource is JsonObject one && one["Type"] is JsonValue && SamResources.IsFunction(one);

    private static IEnumerable<string> RequestsOf(JsonObject resource) =>
        Events.Of(resource).Select(static item => Events.RequestOf(item.Value)).OfType<string>();
}
