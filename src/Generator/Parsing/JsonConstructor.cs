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

    /// <summary>Whether a constructor says that it sets all required members, so that System.Text.Json asks for none.</summary>
    public static bool SetsRequiredMembers(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null)
                return true;
        }

        return false;
    }

    private static IMethodSymbol? Choose(INamedTypeSymbol type)
    {
        IMethodSymbol? only = null;
        int count = 0;
        bool hasPlain = false;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.FindAttribute(JsonContextParser.Namespace, "JsonConstructorAttribute") is not null)
                return constructor;

            if (constructor.DeclaredAccessibility != Accessibility.Public || constructor.IsImplicitlyDeclared && type.IsValueType)
                continue;

            hasPlain |= constructor.Parameters.Length == 0;
            only = constructor;
            count++;
        }

        // A struct can always be made without; System.Text.Json does so unless a constructor is marked.
        return count == 1 && !hasPlain && !type.IsValueType ? only : null;
    }
}
