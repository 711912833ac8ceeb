using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>
/// A type of the platform or of a library, by its metadata name. It is looked up in the compilation when somebody first asks, and once; a type of the
/// same
/// simple name that is declared elsewhere is another type.
/// </summary>
/// <param name="compilation">Where it is looked up.</param>
/// <param name="metadataNames">Its full name, and those of its generic forms.</param>
internal sealed class KnownType(Compilation compilation, params string[] metadataNames)
{
    private ImmutableArray<INamedTypeSymbol> _symbols;

    /// <summary>Whether the compilation declares or references it.</summary>
    public bool Exists => !Symbols.IsEmpty;

    // Several assemblies may declare one and the same full name, and each of them counts.
    private ImmutableArray<INamedTypeSymbol> Symbols
    {
        get
        {
            if (_symbols.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _symbols, Find());
            return _symbols;
        }
    }

    private ImmutableArray<INamedTypeSymbol> Find() => [.. metadataNames.SelectMany(name => compilation.GetTypesByMetadataName(name))];

    /// <summary>Whether a type is this one, whatever its type arguments. An extension block is the class that it stands in.</summary>
    public bool Is(ITypeSymbol? type)
    {
        if (type is { TypeKind: TypeKind.Extension })
            type = type.ContainingType;
        if (type is not INamedTypeSymbol { OriginalDefinition: { } definition })
            return false;

        foreach (INamedTypeSymbol symbol in Symbols)
        {
            if (SymbolEqualityComparer.Default.Equals(definition, symbol))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is this one or derives from it.</summary>
    public bool IsBaseOf(ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Is(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is this interface or implements it.</summary>
    public bool IsImplementedBy(ITypeSymbol? type) => type is not null && (Is(type) || type.AllInterfaces.Any(Is));

    /// <summary>Whether this attribute, or one that derives from it, is on a symbol.</summary>
    public bool IsOn(ISymbol? symbol)
    {
        foreach (AttributeData attribute in symbol?.GetAttributes() ?? [])
        {
            if (IsBaseOf(attribute.AttributeClass))
                return true;
        }

        return false;
    }
}
