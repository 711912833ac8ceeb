using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The types of .NET itself.</summary>
internal static class Framework
{
    /// <summary>Whether the type's outermost namespace is System or Microsoft.</summary>
    public static bool Has(ITypeSymbol type)
    {
        INamespaceSymbol? outermost = type.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            outermost = outermost.ContainingNamespace;

        return outermost is { IsGlobalNamespace: false, Name: "System" or "Microsoft" };
    }
}
