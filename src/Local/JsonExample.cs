using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Local;

/// <summary>A body to try a job with: every member that it reads has a value of its type.</summary>
internal static class JsonExample
{
    // An example that goes deeper explains nothing.
    private const int Deepest = 4;

    /// <summary>The example as JSON; an empty object or array where none can be made that the job reads.</summary>
    public static string Of(JsonTypeInfo type)
    {
        string empty = type.Kind is JsonTypeInfoKind.Enumerable ? "[]" : "{}";
        try
        {
            string json = ValueOf(type, "value", 0)?.ToJsonString() ?? empty;
            JsonSerializer.Deserialize(json, type);
            return json;
        }
        catch (Exception)
        {
            // Its types are somebody else's, and so are their converters and what their constructors refuse.
            return empty;
        }
    }

    private static JsonNode? ValueOf(JsonTypeInfo type, string name, int depth) => type.Kind switch
    {
        JsonTypeInfoKind.Object when depth < Deepest => ObjectOf(type, depth),
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => new JsonObject(),
        JsonTypeInfoKind.Enumerable => new JsonArray(),
        _ => Simple(Nullable.GetUnderlyingType(type.Type) ?? type.Type, type, name),
    };

    private static JsonObject ObjectOf(JsonTypeInfo type, int depth)
    {
        JsonObject example = [];
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if ((property.Set is null && !property.IsRequired) || property.IsExtensionData)
                continue;

            JsonNode? value = ValueOf(type.Options.GetTypeInfo(property.PropertyType), property.Name, depth + 1);
            if (value is not null || property.IsRequired)
                example[property.Name] = value;
        }

        return example;
    }

    private static JsonNode? Simple(Type plain, JsonTypeInfo type, string name) => Type.GetTypeCode(plain) switch
    {
        _ when plain.IsEnum => Enum.GetValuesAsUnderlyingType(plain) is { Length: > 0 } values
            ? JsonSerializer.SerializeToNode(Enum.ToObject(plain, values.GetValue(0)!), type)
            : null,
        TypeCode.Boolean => true,
        TypeCode.Char or TypeCode.String => plain == typeof(char) ? "x" : name,
        TypeCode.DateTime => "2026-01-31T08:00:00Z",
        TypeCode.Object => OfStruct(plain),
        TypeCode.Empty or TypeCode.DBNull => null,
        _ => 1,
    };

    private static JsonNode? OfStruct(Type type) => type.FullName switch
    {
        "System.DateTimeOffset" => "2026-01-31T08:00:00Z",
        "System.DateOnly" => "2026-01-31",
        "System.TimeOnly" => "08:00:00",
        "System.TimeSpan" => "00:01:00",
        "System.Guid" => "7d5b0000-0000-4000-8000-000000000000",
        "System.Uri" => "https://example.com/",
        "System.Byte[]" => "",
        "System.Int128" or "System.UInt128" or "System.Half" => 1,
        _ => null,
    };
}
