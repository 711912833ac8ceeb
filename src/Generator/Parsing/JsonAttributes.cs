using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What attributes of System.Text.Json say of a type or a property.</summary>
internal static class JsonAttributes
{
    public const string Ignore = "JsonIgnoreAttribute";

    // JsonIgnoreCondition.Always, the default.
    private const int Always = 1;

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

    /// <summary>The types that the declaration of one says it can be.</summary>
    public static IEnumerable<ITypeSymbol> DerivedTypesOf(ITypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass.Is(JsonContextParser.Namespace, "JsonDerivedTypeAttribute")
                && attribute.First() is { Value: ITypeSymbol derived })
            {
                yield return derived;
            }
        }
    }

    /// <summary>Whether a type is one of several that its declaration or its options list.</summary>
    public static bool IsPolymorphic(ITypeSymbol type) =>
        type.FindAttribute(JsonContextParser.Namespace, "JsonPolymorphicAttribute") is not null
        || type.FindAttribute(JsonContextParser.Namespace, "JsonDerivedTypeAttribute") is not null;

    /// <summary>Whether a property or field takes part although its access or the options say otherwise.</summary>
    public static bool IsIncluded(ISymbol member) => member.FindAttribute(JsonContextParser.Namespace, "JsonIncludeAttribute") is not null;

    /// <summary>Whether what a property has already is filled, so that it needs no setter.</summary>
    public static bool IsPopulated(ISymbol symbol) =>
        symbol.FindAttribute(JsonContextParser.Namespace, "JsonObjectCreationHandlingAttribute") is not null;

    /// <summary>Whether a property or field is never written or read.</summary>
    public static bool IsIgnored(ISymbol property) => ConditionOf(property) == Always;

    /// <summary>Which values of a property or field are not written.</summary>
    /// <param name="member">The property or field, which is not ignored.</param>
    /// <param name="settings">What the options say where it says nothing.</param>
    public static JsonOmission OmissionOf(ISymbol member, JsonSettings settings) => (JsonOmission?)ConditionOf(member) ?? settings.Omission;

    /// <summary>Whether it has to be there when its type is read, in whichever way that is made.</summary>
    public static bool IsRequired(ISymbol member) => member.FindAttribute(JsonContextParser.Namespace, "JsonRequiredAttribute") is not null;

    private static int? ConditionOf(ISymbol property)
    {
        if (property.FindAttribute(JsonContextParser.Namespace, Ignore) is not { } ignore)
            return null;

        foreach (KeyValuePair<string, TypedConstant> argument in ignore.NamedArguments)
        {
            if (argument is { Key: "Condition", Value.Value: int condition })
                return condition;
        }

        return Always;
    }
}
