using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Finds the constructor with which System.Text.Json makes an object.</summary>
internal static class JsonConstructor
{
    /// <summary>The names of its parameters, in any case; none where it takes nothing, or where it is unclear which one it is.</summary>
    public static HashSet<string> ParametersOf(INamedTypeSymbol type)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        if (Choose(type) is { } constructor)
        {
            foreach (IParameterSymbol parameter in constructor.Parameters)
                names.Add(parameter.Name);
        }

        return names;
    }

    /// <summary>The names of those parameters of it, in any case, that have no default value.</summary>
    public static HashSet<string> RequiredOf(INamedTypeSymbol type)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        if (Choose(type) is { } constructor)
        {
            foreach (IParameterSymbol parameter in constructor.Parameters)
            {
                if (!parameter.HasExplicitDefaultValue)
                    names.Add(parameter.Name);
            }
        }

        return names;
    }

    /// <summary>Whether it says that it sets all required members, so that System.Text.Json asks for none.</summary>
    public static bool SetsRequiredMembers(INamedTypeSymbol type) =>
        Choose(type)?.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null;

    // The one that is marked, or else the public one without parameters, or else the only public one.
    private static IMethodSymbol? Choose(INamedTypeSymbol type)
    {
        IMethodSymbol? only = null;
        IMethodSymbol? plain = null;
        int count = 0;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.FindAttribute(JsonContextParser.Namespace, "JsonConstructorAttribute") is not null)
                return constructor;

            if (constructor.DeclaredAccessibility != Accessibility.Public)
                continue;

            if (constructor.Parameters.Length == 0)
                plain = constructor;
            only = constructor;
            count++;
        }

        // A struct can always be made without; System.Text.Json does so unless a constructor is marked.
        if (type.IsValueType)
            return null;

        return plain ?? (count == 1 ? only : null);
    }
}
