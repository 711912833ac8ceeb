using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// The properties and fields of a type that System.Text.Json could read or write: public or marked [JsonInclude], not hidden and not ignored.
/// </summary>
internal static class JsonProperties
{
    /// <summary>The properties that are written, or those that are set.</summary>
    public static IEnumerable<IPropertySymbol> Of(INamedTypeSymbol type, JsonUse use)
    {
        HashSet<string>? parameters = use == JsonUse.Read ? JsonConstructor.ParametersOf(type) : null;

        // A derived property is met first: the one that it overrides or hides is not written.
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IPropertySymbol property && IsMember(property) && IsUsed(property)
                    && names.Add(property.Name) && !JsonAttributes.IsIgnored(property))
                {
                    yield return property;
                }
            }
        }

        bool IsUsed(IPropertySymbol property) =>
            parameters is null ? CanBeRead(property) : parameters.Contains(property.Name) || CanBeSet(property, type);
    }

    /// <summary>The public fields, and those marked [JsonInclude].</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field
                    && (field.DeclaredAccessibility == Accessibility.Public || JsonAttributes.IsIncluded(field))
                    && names.Add(field.Name) && !JsonAttributes.IsIgnored(field))
                {
                    yield return field;
                }
            }
        }
    }

    /// <summary>
    /// Whether an object of the type has anything that it could lose, as far as its declaration shows: what is left out on purpose is not lost.
    /// </summary>
    public static bool HoldAnything(INamedTypeSymbol type)
    {
        bool isAny = false;
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member.FindAttribute(JsonContextParser.Namespace, JsonAttributes.Ignore) is not null)
                    return false;

                isAny |= member is IFieldSymbol { IsStatic: false, IsConst: false };
            }
        }

        return isAny;
    }

    private static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;

        if (type.TypeKind != TypeKind.Interface)
            yield break;

        foreach (INamedTypeSymbol inherited in type.AllInterfaces)
            yield return inherited;
    }

    private static bool IsMember(IPropertySymbol property) =>
        !property.IsStatic && !property.IsIndexer && !property.ReturnsByRef && !property.ReturnsByRefReadonly
        && (property.DeclaredAccessibility == Accessibility.Public || JsonAttributes.IsIncluded(property));

    private static bool CanBeRead(IPropertySymbol property) => IsPublic(property, property.GetMethod);

    private static bool CanBeSet(IPropertySymbol property, INamedTypeSymbol type) =>
        IsPublic(property, property.SetMethod) || JsonAttributes.IsPopulated(property) || JsonAttributes.IsPopulated(type);

    private static bool IsPublic(IPropertySymbol property, IMethodSymbol? accessor) =>
        accessor is not null && (accessor.DeclaredAccessibility == Accessibility.Public || JsonAttributes.IsIncluded(property));
}
