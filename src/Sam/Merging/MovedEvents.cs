using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// The requests that another function answers than before. What a person wrote into such an event, for instance its <c>Auth</c>, is about the
/// request: it goes to the function that has it now. Where a person removed the event, that function does not get it.
/// </summary>
internal sealed class MovedEvents
{
    private readonly Dictionary<(string Function, string Event), JsonNode> _arrived = [];
    private readonly HashSet<(string Function, string Event)> _left = [];
    private readonly HashSet<(string Function, string Event)> _removed = [];
    private readonly List<TemplateWarning> _warnings = [];

    private MovedEvents()
    {
    }

    /// <summary>What a person wrote that could not go with an event, since the function that has it now takes nothing of the kind.</summary>
    public IReadOnlyList<TemplateWarning> Warnings => _warnings;

    /// <summary>Finds them.</summary>
    /// <param name="resources">The template's resources that serve these jobs.</param>
    /// <param name="written">What the last build wrote into each.</param>
    /// <param name="desired">What the build wants.</param>
    /// <param name="names">The names that the event of a request may have, by the request.</param>
    public static MovedEvents Find(
        IReadOnlyList<DocumentEntry> resources,
        IReadOnlyDictionary<string, WrittenMark> written,
        IReadOnlyDictionary<string, JsonObject> desired,
        ILookup<string, string> names)
    {
        MovedEvents moved = new();
        HashSet<(string, string)> there =
            [.. resources.SelectMany(resource => Events.Of(resource.Node.Value), static (resource, item) => (resource.Key!, item.Key))];
        ILookup<string, (string Function, string Event, JsonObject Value)> arriving = desired
            .SelectMany(resource => Events.Of(resource.Value), static (resource, item) => (Function: resource.Key, Event: item.Key, item.Value))
            .Where(item => !there.Contains((item.Function, item.Event)) && Events.RequestOf(item.Value) is not null)
            .ToLookup(static item => Events.RequestOf(item.Value)!);
        foreach (DocumentEntry resource in resources)
        {
            WrittenMark mark = written[resource.Key!];
            foreach ((string name, JsonObject value) in Events.Of(resource.Node.Value))
            {
                bool stays = desired.TryGetValue(resource.Key!, out JsonObject? wanted) && Events.Of(wanted).Any(item => item.Key == name);
                if (stays || !Events.IsWritten(mark, name) || Events.RequestOf(value) is not { } request)
                    continue;
                if (arriving[request].FirstOrDefault() is { Function: { } next } place)
                    moved.Move(resource.Key!, name, value, mark, (next, place.Event, place.Value));
            }
        }

        foreach ((string function, string name, JsonObject value) in arriving.SelectMany(static request => request))
        {
            bool isRemoved = names[Events.RequestOf(value)!].Append(name).Distinct().Any(former => resources.Any(resource =>
                !Events.Has(resource.Node.Value, former) && Events.IsWritten(written[resource.Key!], former, value)));
            if (isRemoved)
                moved._removed.Add((function, name));
        }

        return moved;
    }

    /// <summary>Whether an event has gone to another function.</summary>
    public bool HasEventLeft(string function, string name) => _left.Contains((function, name));

    /// <summary>Whether an edit is in such an event.</summary>
    /// <param name="function">The function that had it.</param>
    /// <param name="edit">Where the edit is, as <see cref="WrittenMark.NameOf"/> has it.</param>
    public bool HasLeft(string function, string edit) =>
        _left.Any(item => item.Function == function
            && $"{edit}.".StartsWith($"{WrittenMark.NameOf(Events.PathOf(item.Event))}.", StringComparison.Ordinal));

    /// <summary>What the build wants of a function, with what people wrote into its events, and without those that they removed.</summary>
    public JsonObject Into(string function, JsonObject desired)
    {
        if (!_arrived.Keys.Concat(_removed).Any(place => place.Function == function))
            return desired;

        JsonObject changed = desired.DeepClone().AsObject();
        JsonObject events = changed[Events.Properties]![Events.Name]!.AsObject();
        foreach (((string other, string name), JsonNode value) in _arrived)
        {
            if (other == function)
                events[name] = value.DeepClone();
        }

        foreach ((string other, string name) in _removed)
        {
            if (other == function)
                events.Remove(name);
        }

        if (events.Count == 0)
            changed[Events.Properties]!.AsObject().Remove(Events.Name);
        return changed;
    }

    private void Move(string function, string name, JsonObject value, WrittenMark mark, (string Function, string Event, JsonObject Value) next)
    {
        _left.Add((function, name));
        ResourceMerger merger = new(mark, isElsewhere: true);
        JsonObject merged = merger.Merge(Events.PathOf(name), value, next.Value);
        if (!Canonical.AreEqual(merged, next.Value))
            _arrived[(next.Function, next.Event)] = merged;
        if (merger.Lost.Count > 0)
        {
            _warnings.Add(new(
                ErrorCodes.EditsRemoved,
                $"'{next.Function}' answers {Events.RequestOf(value)} in place of '{function}', and lacks what was written into that by hand: "
                + $"{string.Join(", ", merger.Lost)}. Write into '{next.Function}' what is still needed."));
        }
    }
}
