using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes the schema of a type as the serializer of the job reads or writes it.</summary>
internal static class JobSchema
{
    /// <summary>Makes the schema of what is read from a request's body.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where in the document the schema goes, as a reference: it may refer to itself.</param>
    /// <param name="mayBeNull">Whether the body may be null where its type may.</param>
    /// <exception cref="NotSupportedException">The type's options have no schema, such as those that preserve references.</exception>
    public static JsonNode OfInput(JsonTypeInfo type, string place, bool mayBeNull) =>
        Export(type, place, mayBeNull, static (_, schema) => Plain(schema));

    /// <summary>Makes the schema of a result that is not null.</summary>
    /// <inheritdoc cref="OfInput"/>
    public static JsonNode OfResult(JsonTypeInfo type, string place) =>
        Export(type, place, mayBeNull: false, static (context, schema) => Plain(AsWritten(context, schema)));

    private static JsonNode Export(JsonTypeInfo type, string place, bool mayBeNull, Func<JsonSchemaExporterContext, JsonNode, JsonNode> transform)
    {
        JsonNode schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TransformSchemaNode = transform });
        bool isNullTaken = !mayBeNull && RemoveType(schema, "null");
        MoveReferences(schema, place, isNullTaken);
        return schema;
    }

    // Not every reader of OpenAPI knows that a schema may be true or false.
    private static JsonNode Plain(JsonNode schema) => schema is not JsonValue value ? schema
        : value.GetValue<bool>() ? new JsonObject()
        : new JsonObject { ["not"] = new JsonObject() };

    private static JsonNode AsWritten(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject written)
        {
            RequireWhatIsAlwaysWritten(written, context.TypeInfo);
            DropStringsOfNumbers(
                written,
                context.PropertyInfo?.NumberHandling ?? context.TypeInfo.NumberHandling ?? context.TypeInfo.Options.NumberHandling);
        }

        return schema;
    }

    // The exporter requires what a reader needs, which a writer may leave out, and does not require what a writer always has.
    private static void RequireWhatIsAlwaysWritten(JsonObject schema, JsonTypeInfo type)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } underlying)
            type = type.Options.GetTypeInfo(underlying);
        if (type.Kind is not JsonTypeInfoKind.Object || schema["properties"] is not JsonObject properties)
            return;

        HashSet<string> optional = [.. type.Properties.Where(MayBeLeftOut).Select(static property => property.Name)];
        string[] required = [.. properties.Select(static property => property.Key).Where(name => !optional.Contains(name))];
        schema.Remove("required");
        if (required.Length > 0)
            schema["required"] = new JsonArray(Array.ConvertAll(required, static name => (JsonNode?)name));
    }

    private static bool MayBeLeftOut(JsonPropertyInfo property) =>
        property.Get is null
        || property.ShouldSerialize is not null
        || property.Options.DefaultIgnoreCondition switch
        {
            JsonIgnoreCondition.WhenWritingNull => property.PropertyType.IsValueType
                ? Nullable.GetUnderlyingType(property.PropertyType) is not null
                : property.IsGetNullable || !property.Options.RespectNullableAnnotations,
            JsonIgnoreCondition.WhenWritingDefault => true,
            _ => false,
        };

    // Numbers that may be read from strings are written as numbers.
    private static void DropStringsOfNumbers(JsonObject schema, JsonNumberHandling handling)
    {
        bool isNumber = schema["type"] is JsonArray types && types.Any(static type => (string?)type is "integer" or "number");
        if (isNumber && !handling.HasFlag(JsonNumberHandling.WriteAsString) && RemoveType(schema, "string"))
            schema.Remove("pattern");
    }

    private static bool RemoveType(JsonNode schema, string type)
    {
        if (schema is not JsonObject
            || schema["type"] is not JsonArray types
            || types.FirstOrDefault(node => (string?)node == type) is not { } removed)
        {
            return false;
        }

        types.Remove(removed);
        if (types.Count == 1)
            schema["type"] = (string?)types[0];
        return true;
    }

    // Where the type refers to itself, it may still be null.
    private static void MoveReferences(JsonNode? node, string place, bool isNullTaken)
    {
        switch (node)
        {
            case JsonObject schema when schema["$ref"] is JsonValue reference && reference.TryGetValue(out string? target) && target.StartsWith('#'):
                schema["$ref"] = place + target[1..];
                if (target == "#" && isNullTaken)
                {
                    schema.Remove("$ref");
                    schema["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = place }, new JsonObject { ["type"] = "null" });
                }

                break;
            case JsonObject schema:
                foreach (KeyValuePair<string, JsonNode?> member in schema)
                    MoveReferences(member.Value, place, isNullTaken);
                break;
            case JsonArray schemas:
                foreach (JsonNode? schema in schemas)
                    MoveReferences(schema, place, isNullTaken);
                break;
        }
    }
}
