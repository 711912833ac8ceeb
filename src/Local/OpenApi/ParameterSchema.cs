using System.Text.Json.Nodes;
using AsyncJobs.Binding;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes the schema of a simple value as it stands in a URL or a header.</summary>
internal static class ParameterSchema
{
    public static JsonObject Of(JobParameter parameter)
    {
        JsonObject schema = parameter.Type.IsEnum ? Enumeration(parameter.Values) : Of(parameter.Type);
        if (parameter.IsRepeated)
            return new JsonObject { ["type"] = "array", ["items"] = schema };

        if (parameter.Default is { } text)
            schema["default"] = (string?)schema["type"] == "string" ? text : JsonNode.Parse(text);
        return schema;
    }

    private static JsonObject Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => Plain("boolean"),
        TypeCode.SByte => Range(sbyte.MinValue, sbyte.MaxValue),
        TypeCode.Byte => Range(byte.MinValue, byte.MaxValue),
        TypeCode.Int16 => Range(short.MinValue, short.MaxValue),
        TypeCode.UInt16 => Range(ushort.MinValue, ushort.MaxValue),
        TypeCode.Int32 => Plain("integer", "int32"),
        TypeCode.UInt32 => Range(uint.MinValue, uint.MaxValue),
        TypeCode.Int64 => Plain("integer", "int64"),
        TypeCode.UInt64 => Range(0, null),
        TypeCode.Single => Plain("number", "float"),
        TypeCode.Double => Plain("number", "double"),
        TypeCode.Decimal => Plain("number"),
        TypeCode.Char => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        TypeCode.DateTime => Plain("string", "date-time"),
        TypeCode.String => Plain("string"),
        _ => OfStructure(type),
    };

    private static JsonObject OfStructure(Type type) => type.Name switch
    {
        nameof(Guid) => Plain("string", "uuid"),
        nameof(Uri) => Plain("string", "uri-reference"),
        nameof(DateTimeOffset) => Plain("string", "date-time"),
        nameof(DateOnly) => Plain("string", "date"),
        nameof(Int128) or nameof(IntPtr) => Plain("integer"),
        nameof(UInt128) or nameof(UIntPtr) => Range(0, null),
        nameof(Half) => Plain("number"),

        // Times and durations are not those of RFC 3339, which "time" and "duration" stand for.
        _ => Plain("string"),
    };

    private static JsonObject Enumeration(IReadOnlyList<string>? values)
    {
        JsonObject schema = Plain("string");
        if (values is not null)
            schema["enum"] = new JsonArray([.. values.Select(static name => (JsonNode?)name)]);
        return schema;
    }

    private static JsonObject Plain(string type, string? format = null)
    {
        JsonObject schema = new() { ["type"] = type };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    private static JsonObject Range(long least, long? most)
    {
        JsonObject schema = Plain("integer");
        schema["minimum"] = least;
        if (most is not null)
            schema["maximum"] = most;
        return schema;
    }
}
