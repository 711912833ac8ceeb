using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>Describes types by reflection, with the defaults of the web, which are those of the server.</summary>
internal static class ReflectedJson
{
    public const string Warning =
        "Describes types by reflection. Use the overload that takes a JsonTypeInfo of a source-generated JsonSerializerContext.";

    private static JsonSerializerOptions? s_web;

    [RequiresUnreferencedCode(Warning)]
    [RequiresDynamicCode(Warning)]
    public static JsonTypeInfo<T> TypeInfo<T>()
    {
        JsonSerializerOptions options = s_web ??= new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}
