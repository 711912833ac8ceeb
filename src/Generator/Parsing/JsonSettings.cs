using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What the options of a JsonSerializerContext say that decides what becomes of a type.</summary>
/// <param name="HasConverters">Whether it has converters of its own, which may read and write anything.</param>
/// <param name="IncludesFields">Whether public fields are read and written.</param>
/// <param name="Omission">Which values are not written.</param>
/// <param name="RequiresParameters">Whether a constructor's parameter without a default value has to be there when a type is read.</param>
internal sealed record JsonSettings(
    bool HasConverters, bool IncludesFields, JsonOmission Omission = JsonOmission.Never, bool RequiresParameters = false)
{
    // JsonSerializerDefaults.Strict, of .NET 10.
    private const int Strict = 2;

    /// <summary>Those of the web, which hold for types that no context lists.</summary>
    public static readonly JsonSettings Web = new(false, false);

    public static JsonSettings Of(INamedTypeSymbol context)
    {
        JsonSettings settings = Web;
        if (context.FindAttribute(JsonContextParser.Namespace, "JsonSourceGenerationOptionsAttribute") is not { } options)
            return settings;

        if (options.First() is { Value: Strict })
            settings = settings with { RequiresParameters = true };
        foreach (KeyValuePair<string, TypedConstant> argument in options.NamedArguments)
        {
            if (argument.Key == "Converters")
                settings = settings with { HasConverters = true };
            else if (argument is { Key: "IncludeFields", Value.Value: true })
                settings = settings with { IncludesFields = true };
            else if (argument is { Key: "DefaultIgnoreCondition", Value.Value: int condition })
                settings = settings with { Omission = (JsonOmission)condition };
            else if (argument is { Key: "RespectRequiredConstructorParameters", Value.Value: bool isRequired })
                settings = settings with { RequiresParameters = isRequired };
        }

        return settings;
    }
}
