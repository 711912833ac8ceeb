using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Names types that are written as JSON.</summary>
internal static class JsonParser
{
    public static JsonModel Parse(ITypeSymbol type) => Parse(type, TypeNames.Reference(type));

    /// <summary>The same for a type whose reference is known.</summary>
    public static JsonModel Parse(ITypeSymbol type, string reference)
    {
        bool isPlain = type is INamedTypeSymbol { IsGenericType: false } && !reference.EndsWith("?", StringComparison.Ordinal);
        return new JsonModel(reference, isPlain ? reference : TypeNames.Key(type));
    }
}
