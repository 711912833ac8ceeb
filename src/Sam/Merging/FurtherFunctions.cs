using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Functions that a build adds to those that share the requests, since these have no room for more routes. Requests that another function answered
/// need there what people wrote into that: a secret, a network, a limit. So each begins with what they wrote into all that are there, and where these
/// differ, the build says so instead of a guess.
/// </summary>
internal sealed class FurtherFunctions
{
    // Of one resource alone: AWS takes no second one of the name, another URL would let in callers whom nobody asked for, and each function has
    // workers of its own.
    private static readonly string[][] s_unshared =
    [
        [Events.Properties, SamResources.FunctionName],
        [Events.Properties, SamResources.Url],
        [Events.Properties, "Environment", "Variables", JobVariables.Workers],
        [Events.Properties, "LogGroupName"],
        [Events.Properties, "AlarmName"],
        [Events.Properties, "FilterName"],
    ];

    private readonly Dictionary<string, JsonObject> _begun = new(StringComparer.Ordinal);
    private readonly List<TemplateWarning> _warnings = [];
    private readonly IReadOnlyDictionary<string, DocumentNode> _there;
    private readonly IReadOnlyDictionary<string, WrittenMark> _written;

    private FurtherFunctions(IReadOnlyList<DocumentEntry> resources, IReadOnlyDictionary<string, WrittenMark> written)
    {
        _there = DuplicateNames.LastOf(resources);
        _written = written;
    }

    /// <summary>What people wrote that such a function begins without.</summary>
    public IReadOnlyList<TemplateWarning> Warnings => _warnings;

    /// <summary>Finds them.</summary>
    /// <param name="first">The logical id of the first of the functions that share the requests.</param>
    /// <param name="resources">The template's resources that serve these jobs.</param>
    /// <param name="written">What the last build wrote into each.</param>
    /// <param name="desired">What the build wants.</param>
    public static FurtherFunctions Find(
        string first,
        IReadOnlyList<DocumentEntry> resources,
        IReadOnlyDictionary<string, WrittenMark> written,
        IReadOnlyDictionary<string, JsonObject> desired)
    {
        FurtherFunctions further = new(resources, written);
        string[] models = [.. further._there.Keys.Where(id => FunctionIds.SharesRequests(id, first) && written[id].IsKnown)];
        string[] added = [.. desired.Keys.Where(id => FunctionIds.SharesRequests(id, first) && !further._there.ContainsKey(id))];
        if (models.Length == 0 || added.Length == 0)
            return further;

        string[] functions = [.. desired.Where(static resource => SamResources.IsFunction(resource.Value)).Select(static resource => resource.Key)];
        foreach ((string id, JsonObject resource) in desired)
        {
            if (!further._there.ContainsKey(id) && FunctionIds.OwnerOf(id, functions) is { } owner && added.Contains(owner))
                further.Begin(id, resource, [.. models.Select(model => model + id[owner.Length..])]);
        }

        return further;
    }

    /// <summary>What a resource begins with.</summary>
    /// <param name="id">Its logical id.</param>
    /// <param name="desired">What the build wants, with the events that it has.</param>
    public JsonObject Into(string id, JsonObject desired)
    {
        if (!_begun.TryGetValue(id, out JsonObject? begun))
            return desired;

        JsonObject resource = begun.DeepClone().AsObject();
        SetAt(resource, [Events.Properties, Events.Name], desired[Events.Properties]?[Events.Name]);
        return resource;
    }

    private void Begin(string id, JsonObject desired, IReadOnlyList<string> models)
    {
        List<string> unshared = [];
        string[] there = [.. models.Where(model =>
            _there.GetValueOrDefault(model) is { Value: JsonObject resource } && Canonical.AreEqual(resource["Type"], desired["Type"]))];
        JsonNode?[] candidates = [.. there.Select(model => Candidate(model, desired, unshared))];
        if (candidates.Length == 0)
            return;

        List<string> uncertain = [];
        _begun[id] = Common("", desired, candidates, uncertain)!.AsObject();
        string names = string.Join(", ", there.Select(static model => $"'{model}'"));
        if (uncertain.Count > 0)
        {
            _warnings.Add(new(
                ErrorCodes.EditsNotCopied,
                $"'{id}' is new beside {names}, which differ in what was written into them by hand: {NamesOf(uncertain)}. Nobody knows which of that "
                + $"'{id}' is to have, so it begins without. Write into it what it needs before you deploy."));
        }

        if (unshared.Count > 0)
        {
            _warnings.Add(new(
                ErrorCodes.EditsNotCopied,
                $"'{id}' is new beside {names}, and begins with what was written into that by hand, except {NamesOf(unshared)}, which holds for one "
                + "alone. Write its own into it before you deploy, if it needs one."));
        }
    }

    // What the build wants, with what people did to the model.
    private JsonObject Candidate(string model, JsonObject desired, List<string> unshared)
    {
        WrittenMark written = _written[model];
        JsonObject theirs = OwnMark.WithoutMark(MergeKeys.Expand(_there[model].Value)!.AsObject());
        foreach (string[] path in s_unshared)
        {
            string place = path.Aggregate("", WrittenMark.Child);
            if (WrittenMark.Find(theirs, place) is { } value && !written.IsUnchanged(place, value))
                unshared.Add(place);
            SetAt(theirs, path, WrittenMark.Find(desired, place));
        }

        SetAt(theirs, [Events.Properties, Events.Name], desired[Events.Properties]?[Events.Name]);
        if (desired[Events.Properties]?[SamResources.Role] is not null)
            (theirs[Events.Properties] as JsonObject)?.Remove(SamResources.RolePolicies);

        // Models name in orders of their own what they may do, by the requests that they had before.
        return Canonical.InOrderOf(desired, new ResourceMerger(written).Merge(theirs, desired))!.AsObject();
    }

    private static JsonNode? Common(string path, JsonNode? desired, JsonNode?[] candidates, List<string> uncertain)
    {
        if (Array.TrueForAll(candidates, candidate => Canonical.AreEqual(candidate, candidates[0])))
            return candidates[0]?.DeepClone();
        if (!Array.TrueForAll(candidates, static candidate => candidate is JsonObject map && Canonical.HasParts(map)))
        {
            uncertain.Add(path);
            return desired?.DeepClone();
        }

        JsonObject common = [];
        foreach (string name in candidates.SelectMany(static candidate => candidate!.AsObject().Select(static member => member.Key)).Distinct())
        {
            JsonNode?[] parts = [.. candidates.Select(candidate => candidate![name])];
            if (Common(WrittenMark.Child(path, name), (desired as JsonObject)?[name], parts, uncertain) is { } part)
                common[name] = part;
        }

        return common;
    }

    private static void SetAt(JsonObject resource, string[] path, JsonNode? value)
    {
        JsonObject? parent = resource;
        foreach (string name in path[..^1])
            parent = parent?[name] as JsonObject;
        if (value is null)
            parent?.Remove(path[^1]);
        else if (parent is not null)
            parent[path[^1]] = value.DeepClone();
    }

    private static string NamesOf(IEnumerable<string> paths) => string.Join(", ", paths.Distinct().Select(LostEdits.NameOf));
}
