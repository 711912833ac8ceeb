using System.Text.Json.Nodes;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Merging;

/// <summary>The events of a function in the template: what it is invoked by.</summary>
internal static class Events
{
    /// <summary>Where a resource has its properties.</summary>
    public const string Properties = "Properties";

    /// <summary>The property that has the events, by their names.</summary>
    public const string Name = "Events";

    private const string Type = "Type";
    private const string Method = "Method";
    private const string Route = "Path";

    /// <summary>Where they are, as a <see cref="WrittenMark"/> has it.</summary>
    public static string Path { get; } = WrittenMark.Child(WrittenMark.Child("", Properties), Name);

    /// <summary>Where one of them is.</summary>
    public static string PathOf(string name) => WrittenMark.Child(Path, name);

    /// <summary>Those of a resource; none where it has none, or is no function.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Of(JsonNode? resource) =>
        (resource as JsonObject)?[Properties] is JsonObject properties && properties[Name] is JsonObject events
            ? events.Where(static item => item.Value is JsonObject).Select(static item => KeyValuePair.Create(item.Key, item.Value!.AsObject()))
            : [];

    /// <summary>One of them by its name; null where there is none.</summary>
    public static JsonObject? Find(JsonNode? resource, string name) => Of(resource).FirstOrDefault(item => item.Key == name).Value;

    /// <summary>Whether the last build wrote an event of this name: without its type there would be none.</summary>
    public static bool IsWritten(WrittenMark written, string name) => written.Has(WrittenMark.Child(PathOf(name), Type));

    /// <summary>Whether the last build wrote an event of this name that is the same request as another one.</summary>
    public static bool IsWritten(WrittenMark written, string name, JsonObject request)
    {
        string properties = WrittenMark.Child(PathOf(name), Properties);
        return IsWritten(written, name)
            && written.IsUnchanged(WrittenMark.Child(properties, Method), request[Properties]?[Method])
            && written.IsUnchanged(WrittenMark.Child(properties, Route), request[Properties]?[Route]);
    }

    /// <summary>Whether a resource has an event of this name, whatever stands there.</summary>
    public static bool Has(JsonNode? resource, string name) =>
        (resource as JsonObject)?[Properties] is JsonObject properties && properties[Name] is JsonObject events && events.ContainsKey(name);

    /// <summary>Which request an event is, such as <c>GET /jobs/{id}</c>; null where it is none.</summary>
    public static string? RequestOf(JsonObject item) =>
        item[Properties] is JsonObject route && route[Method] is JsonValue method && route[Route] is JsonValue path
            ? RoutePlan.RequestOf(method.ToString(), path.ToString())
            : null;
}
