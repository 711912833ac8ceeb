using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What the options of a JsonSerializerContext say that decides what becomes of a type.</summary>
/// <param name="HasConverters">Whether it has converters of its own, which may read and write anything.</param>
/// <param name="IncludesFields">Whether public fields are read and written.</param>
internal sealed record JsonSettings(bool HasConverters, bool IncludesFields)
{
    /// <summary>Those of the web, which hold for types that no context lists.</summary>
    public static readonly JsonSettings Web = new(false, false);

    public static JsonSettings Of(INamedTypeSymbol context)
    {
        JsonSettings settings = Web;
        if (context.FindAttribute(JsonContextParser.Namespace, "JsonSourceGenerationOptionsAttribute") is not { } options)
            return settings;

        foreach (KeyValuePair<string, TypedConstant> argument in options.NamedArguments)
        {
            if (argument.Key == "Converters")
                settings = settings with { HasConverters = true };
            else if (argument is { Key: "IncludeFields", Value.Value: true })
                settings = settings with { IncludesFields = true };
        }

        return settings;
    }
}
