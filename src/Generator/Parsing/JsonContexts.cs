using System.Collections.Immutable;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Parsing;

/// <summary>All contexts of the assembly: which of them to ask for a type.</summary>
internal sealed class JsonContexts
{
    private readonly Dictionary<string, string> _contextOfKey = new(StringComparer.Ordinal);

    public JsonContexts(ImmutableArray<JsonContextModel> contexts)
    {
        foreach (JsonContextModel context in contexts)
        {
            foreach (string key in context.Keys)
            {
                if (!_contextOfKey.TryGetValue(key, out string? other) || string.CompareOrdinal(context.Type, other) < 0)
                    _contextOfKey[key] = context.Type;
            }
        }
    }

    /// <summary>The context that lists a type, the first by name where several do; null for none.</summary>
    public string? Find(JsonModel? json) =>
        json is not null && _contextOfKey.TryGetValue(json.Key, out string? context) ? context : null;
}
