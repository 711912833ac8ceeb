using System.Text;
using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>Values as CloudFormation understands them: the same whether written in JSON or YAML, with quotes or without, long or short.</summary>
internal static class Canonical
{
    /// <summary>Whether a value has parts that are merged one by one. A call of an intrinsic function is one value.</summary>
    public static bool HasParts(JsonNode? value) => value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && !Intrinsics.Is(value);

    public static bool AreEqual(JsonNode? one, JsonNode? other) => Of(one) == Of(other);

    /// <summary>The parts of a value under names that stay when others come and go.</summary>
    public static List<KeyValuePair<string, JsonNode?>> PartsOf(JsonNode value)
    {
        if (value is JsonObject map)
            return [.. map];

        List<KeyValuePair<string, JsonNode?>> parts = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonNode? item in value.AsArray())
        {
            string name = NameOf(item);
            for (int number = 2; !names.Add(name); number++)
                name = $"{NameOf(item)}#{number}";
            parts.Add(new(name, item));
        }

        return parts;
    }

    /// <summary>A copy of a value whose lists have their parts in the order of another one, as far as that has them.</summary>
    public static JsonNode? InOrderOf(JsonNode? model, JsonNode? value)
    {
        if (!HasParts(value) || !HasParts(model) || value is JsonObject != model is JsonObject)
            return value?.DeepClone();

        Dictionary<string, JsonNode?> known = PartsOf(model!).ToDictionary(StringComparer.Ordinal);
        List<KeyValuePair<string, JsonNode?>> parts = PartsOf(value!).ConvertAll(part =>
            KeyValuePair.Create(part.Key, InOrderOf(known.GetValueOrDefault(part.Key), part.Value)));
        if (value is JsonObject)
            return new JsonObject(parts);

        Dictionary<string, int> places = known.Keys.Select(static (name, place) => (name, place)).ToDictionary(StringComparer.Ordinal);
        return new JsonArray([.. parts.OrderBy(part => places.GetValueOrDefault(part.Key, int.MaxValue)).Select(static part => part.Value)]);
    }

    public static string Of(JsonNode? value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    // A statement by its Sid, a policy by its first statement, a tag by its key; anything else by what it is.
    private static string NameOf(JsonNode? item)
    {
        if (item is JsonObject map && !Intrinsics.Is(map))
        {
            if (map["Sid"] is JsonValue sid)
                return $"Sid={sid}";
            if (map["Statement"] is { } statement
                && (statement is JsonArray { Count: > 0 } list ? list[0] : statement) is JsonObject first
                && first["Sid"] is JsonValue firstSid)
            {
                return $"Statement={firstSid}";
            }

            if (map["Key"] is JsonValue key)
                return $"Key={key}";
        }

        return Of(item);
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject map:
                bool isAttribute = map.Count == 1 && map["Fn::GetAtt"] is JsonValue;
                text.Append('{');
                foreach ((string name, JsonNode? member) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    Append(text, name);
                    text.Append(':');
                    Write(text, isAttribute && member!.ToString().Split('.', 2) is [var id, var attribute] ? new JsonArray(id, attribute) : member);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (JsonNode? item in list)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                // CloudFormation takes 30, "30" and '30' for the same.
                Append(text, value.GetValueKind() is System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
                break;
        }
    }

    private static void Append(StringBuilder text, string value) => text.Append(value.Length).Append('"').Append(value).Append('"');
}
