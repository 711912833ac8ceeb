using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Names types that are written as JSON.</summary>
internal static class JsonParser
{
    public static JsonModel Parse(ITypeSymbol type, ExternAliases aliases) => Parse(type, TypeNames.Reference(type, aliases), aliases);

    /// <summary>The same for a type whose reference is known.</summary>
    public static JsonModel Parse(ITypeSymbol type, string reference, ExternAliases aliases)
    {
        bool isPlain = type is INamedTypeSymbol { IsGenericType: false } && !reference.EndsWith("?", StringComparison.Ordinal);
        return new JsonModel(reference, isPlain ? reference : TypeNames.Key(type, aliases));
    }
}
