using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells which types of the compilation derive from one of its types, or implement one of its interfaces: found for all at once.</summary>
internal sealed class Heirs(CodeIndex code)
{
    private readonly Lazy<Dictionary<ISymbol, List<INamedTypeSymbol>>> _heirs = new(() => Find(code));

    /// <summary>The types that have a class among their bases.</summary>
    public IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol type) =>
        _heirs.Value.TryGetValue(type.OriginalDefinition, out List<INamedTypeSymbol>? heirs) ? heirs : [];

    /// <summary>The classes and structs that implement an interface, themselves or by their bases.</summary>
    public IEnumerable<INamedTypeSymbol> Implementing(INamedTypeSymbol type) =>
        Of(type).Where(static heir => heir.TypeKind is TypeKind.Class or TypeKind.Struct);

    private static Dictionary<ISymbol, List<INamedTypeSymbol>> Find(CodeIndex code)
    {
        Dictionary<ISymbol, List<INamedTypeSymbol>> found = new(SymbolEqualityComparer.Default);
        foreach (INamedTypeSymbol type in code.Types)
        {
            for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
                Add(current, type);
            foreach (INamedTypeSymbol implemented in type.AllInterfaces)
                Add(implemented, type);
        }

        return found;

        void Add(INamedTypeSymbol ancestor, INamedTypeSymbol heir)
        {
            if (!code.IsSource(ancestor))
                return;
            if (!found.TryGetValue(ancestor.OriginalDefinition, out List<INamedTypeSymbol>? heirs))
                found.Add(ancestor.OriginalDefinition, heirs = []);

            // An interface with several type arguments is implemented several times.
            if (heirs.Count == 0 || !SymbolEqualityComparer.Default.Equals(heirs[heirs.Count - 1], heir))
                heirs.Add(heir);
        }
    }
}
