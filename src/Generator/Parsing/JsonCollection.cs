using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>A type that is written as a JSON array or, where it has keys, as an object of its elements.</summary>
/// <param name="Key">The type of the keys; null for a list.</param>
/// <param name="Element">The type of the elements or values.</param>
internal sealed record JsonCollection(ITypeSymbol? Key, ITypeSymbol Element)
{
    private const string Generic = "System.Collections.Generic";

    /// <summary>Reads a type; null where it is no collection, or one that does not say of what.</summary>
    public static JsonCollection? Of(INamedTypeSymbol type)
    {
        if ((Find(type, "IDictionary") ?? Find(type, "IReadOnlyDictionary")) is { } dictionary)
            return new(dictionary.TypeArguments[0], dictionary.TypeArguments[1]);

        return Find(type, "IEnumerable") is { } sequence ? new(null, sequence.TypeArguments[0]) : null;
    }

    private static INamedTypeSymbol? Find(INamedTypeSymbol type, string name)
    {
        if (IsNamed(type))
            return type;

        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            if (IsNamed(implemented))
                return implemented;
        }

        return null;

        bool IsNamed(INamedTypeSymbol candidate) => candidate.Arity > 0 && candidate.Is(Generic, name);
    }
}
