using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Makes values that fit schemas of a document, for its examples.</summary>
/// <param name="document">The document that the schemas refer to.</param>
internal sealed class SchemaExample(JsonObject document)
{
    private static readonly TimeSpan s_matchLimit = TimeSpan.FromMilliseconds(100);

    // Of a schema that allows several.
    private static readonly string[] s_order = ["object", "array", "integer", "number", "boolean", "string", "null"];

    private static readonly string[] s_texts = ["00:01:00", "1.0", "1", "x", "2026-01-31", "08:00:00", ""];

    // Of a type that has itself in it one is enough.
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Makes a value.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="name">What it is called, which a text then is.</param>
    /// <param name="value">The value; JSON's null is null.</param>
    /// <returns>False where none can be made.</returns>
    public bool TryMake(JsonNode? schema, string name, out JsonNode? value)
    {
        value = null;
        if (schema is not JsonObject plain || plain.ContainsKey("not"))
            return false;
        if ((string?)plain["$ref"] is not { } reference)
            return TryMakePlain(plain, name, out value);
        JsonNode? target = Resolve(reference);
        if (!_open.Add(reference))
            return target is JsonObject again && TypesOf(again).Contains("null");

        bool isMade = TryMake(target, name, out value);
        _open.Remove(reference);
        return isMade;
    }

    private bool TryMakePlain(JsonObject schema, string name, out JsonNode? value)
    {
        value = null;
        if (schema["const"] is { } only)
            return (value = only.DeepClone()) is not null;
        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            value = values[0]?.DeepClone();
            return true;
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
        {
            foreach (JsonNode? choice in choices)
            {
                if (TryMake(choice, name, out value))
                    return true;
            }

            return false;
        }

        return !schema.ContainsKey("allOf") && TryMakeOfType(schema, name, out value);
    }

    private bool TryMakeOfType(JsonObject schema, string name, out JsonNode? value)
    {
        value = null;
        if (!schema.ContainsKey("type"))
        {
            // Anything fits.
            value = new JsonObject();
            return true;
        }

        string[] types = TypesOf(schema);
        foreach (string type in s_order.Where(types.Contains))
        {
            if (TryMakeOfType(type, schema, name, out value))
                return true;
        }

        return false;
    }

    private bool TryMakeOfType(string type, JsonObject schema, string name, out JsonNode? value)
    {
        value = null;
        switch (type)
        {
            case "object":
                return TryMakeObject(schema, out value);
            case "array":
                value = TryMake(schema["items"], name, out JsonNode? item) ? new JsonArray(item) : new JsonArray();
                return true;
            case "string":
                return (value = TextOf(schema, name)) is not null;
            case "integer" or "number":
                value = schema["minimum"] is { } least && (double)least > 1 ? least.DeepClone() : 1;
                return true;
            case "boolean":
                value = true;
                return true;
            default:
                return true;
        }
    }

    private static string[] TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => [.. types.Select(static type => (string)type!)],
        JsonValue type => [(string)type!],
        _ => [],
    };

    private bool TryMakeObject(JsonObject schema, out JsonNode? value)
    {
        value = null;
        HashSet<string> required = [.. schema["required"] is JsonArray names ? names.Select(static name => (string)name!) : []];
        JsonObject made = [];
        if (schema["properties"] is JsonObject properties)
        {
            foreach ((string name, JsonNode? property) in properties)
            {
                if (TryMake(property, name, out JsonNode? member))
                    made[name] = member;
                else if (required.Contains(name))
                    return false;
            }
        }

        value = made;
        return required.All(made.ContainsKey);
    }

    private static string? TextOf(JsonObject schema, string name)
    {
        if ((string?)schema["pattern"] is { } pattern)
            return s_texts.Prepend(name).FirstOrDefault(text => Regex.IsMatch(text, pattern, RegexOptions.None, s_matchLimit));

        string made = (string?)schema["format"] switch
        {
            "date-time" => "2026-01-31T08:00:00Z",
            "date" => "2026-01-31",
            "time" => "08:00:00",
            "uuid" => "7d5b0000-0000-4000-8000-000000000000",
            "uri" or "uri-reference" => "https://example.com/",
            _ => name,
        };
        int least = (int?)schema["minLength"] ?? 0;
        int most = (int?)schema["maxLength"] ?? int.MaxValue;
        return made.Length > most ? made[..most] : made.PadRight(Math.Min(least, 1_000), 'x');
    }

    private JsonNode? Resolve(string reference)
    {
        JsonNode? node = document;
        foreach (string step in reference.Split('/').Skip(1))
            node = node is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[Plain(step)];
        return node;
    }

    // A JSON pointer within a URL (RFC 6901, 6).
    private static string Plain(string step) =>
        Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
