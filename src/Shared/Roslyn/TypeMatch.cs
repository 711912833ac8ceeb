using Microsoft.CodeAnalysis;

namespace AsyncJobs.Roslyn;

/// <summary>Recognises types by name, without looking them up in the compilation and without building strings.</summary>
[Embedded]
internal static class TypeMatch
{
    /// <summary>Whether a type that is not nested has this namespace and name, whatever its type arguments.</summary>
    public static bool Is(this ITypeSymbol? type, string containingNamespace, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && IsNamed(type.ContainingNamespace, containingNamespace);

    /// <summary>Whether one of an entity's attributes is of this type.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string containingNamespace, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(containingNamespace, name))
                return attribute;
        }

        return null;
    }

    public static bool Implements(this ITypeSymbol type, string containingNamespace, string name)
    {
        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            if (implemented.Is(containingNamespace, name))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is, or derives from, the one with this namespace and name.</summary>
    public static bool DerivesFrom(this ITypeSymbol type, string containingNamespace, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(containingNamespace, name))
                return true;
        }

        return false;
    }

    /// <summary>Whether a namespace has this dotted name.</summary>
    public static bool IsNamed(INamespaceSymbol? symbol, string name)
    {
        int end = name.Length;
        while (symbol is { IsGlobalNamespace: false })
        {
            int start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
                return false;

            if (start == 0)
                return symbol.ContainingNamespace.IsGlobalNamespace;

            if (name[start - 1] != '.')
                return false;

            end = start - 1;
            symbol = symbol.ContainingNamespace;
        }

        return false;
    }
}
