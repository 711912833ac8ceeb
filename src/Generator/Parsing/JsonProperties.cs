using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The properties of a type that System.Text.Json writes: public, with a getter, not hidden and not ignored.</summary>
internal static class JsonProperties
{
    public static IEnumerable<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        // A derived property is met first: the one that it overrides or hides is not written.
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IPropertySymbol property && IsReadable(property) && names.Add(property.Name) && !JsonAttributes.IsIgnored(property))
                    yield return property;
            }
        }
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

    private static bool IsReadable(IPropertySymbol property) =>
        !property.IsStatic && !property.IsIndexer && !property.ReturnsByRef && !property.ReturnsByRefReadonly
        && property.DeclaredAccessibility == Accessibility.Public && property.GetMethod?.DeclaredAccessibility == Accessibility.Public;
}
