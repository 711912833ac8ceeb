using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What attributes of System.Text.Json say of a type or a property.</summary>
internal static class JsonAttributes
{
    /// <summary>Whether a converter of the user's writes it.</summary>
    public static bool HasConverter(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.DerivesFrom(JsonContextParser.Namespace, "JsonConverterAttribute") == true)
                return true;
        }

        return false;
    }

    /// <summary>Whether a property is never written.</summary>
    public static bool IsIgnored(IPropertySymbol property)
    {
        // JsonIgnoreCondition.Always, the default.
        const int Always = 1;

        if (property.FindAttribute(JsonContextParser.Namespace, "JsonIgnoreAttribute") is not { } ignore)
            return false;

        foreach (KeyValuePair<string, TypedConstant> argument in ignore.NamedArguments)
        {
            if (argument.Key == "Condition")
                return argument.Value.Value is Always;
        }

        return true;
    }
}
