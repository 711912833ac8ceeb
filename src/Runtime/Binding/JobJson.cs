using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Binding;

/// <summary>Finds how a type of a job is written as JSON. Used by generated code.</summary>
public static class JobJson
{
    private static JsonSerializerOptions? s_web;

    /// <summary>Takes the type from a source-generated context.</summary>
    /// <exception cref="InvalidOperationException">The context does not know the type.</exception>
    public static JsonTypeInfo<T> From<T>(JsonSerializerContext context) =>
        context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new InvalidOperationException(
            $"{context.GetType()} has no metadata for {typeof(T)}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");

    /// <summary>
    /// Describes the type by reflection, with the defaults of the web: camelCase names, read in any case, numbers also from strings.
    /// </summary>
    [RequiresUnreferencedCode("Describes T by reflection. Declare a JsonSerializerContext with [JsonSerializable] for each type of a job.")]
    [RequiresDynamicCode("Describes T by reflection. Declare a JsonSerializerContext with [JsonSerializable] for each type of a job.")]
    public static JsonTypeInfo<T> Reflected<T>()
    {
        JsonSerializerOptions options = s_web ??= new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}
