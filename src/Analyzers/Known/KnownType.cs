using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Whether a referenced assembly is built with the one that declares it: it may hand out what no word of the project names.</summary>
    /// <param name="parts">How the names of the library's own assemblies begin.</param>
    public bool IsUsedElsewhere(string parts) =>
        Symbols.Select(static symbol => symbol.ContainingAssembly.Name).Distinct().Any(library => BuiltWith.IsAny(compilation, library, parts));

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

    private ImmutableArray<INamedTypeSymbol> Find()
    {
        bool hasAliases = HasAliases();
        return [.. metadataNames.SelectMany(name => hasAliases ? compilation.GetTypesByMetadataName(name) : InNamespace(name))];
    }

    // Namespaces are merged once for all who ask. By its metadata name, a type is looked for in each assembly anew.
    private ImmutableArray<INamedTypeSymbol> InNamespace(string name)
    {
        string[] parts = name.Split('.');
        INamespaceSymbol? current = compilation.GlobalNamespace;
        for (int index = 0; index < parts.Length - 1 && current is not null; index++)
            current = current.GetMembers(parts[index]).OfType<INamespaceSymbol>().FirstOrDefault();

        string[] type = parts[parts.Length - 1].Split('`');
        return current?.GetTypeMembers(type[0], type.Length > 1 ? int.Parse(type[1], CultureInfo.InvariantCulture) : 0) ?? [];
    }

    // What has an alias alone is in no merged namespace.
    private bool HasAliases() => compilation.References.Any(static reference =>
        reference.Properties.Aliases is { IsDefaultOrEmpty: false } aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias));

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
        for (ITypeSymbol? current = Exists ? type : null; current is not null; current = current.BaseType)
        {
            if (Is(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is this interface or implements it.</summary>
    public bool IsImplementedBy(ITypeSymbol? type) => type is not null && Exists && (Is(type) || type.AllInterfaces.Any(Is));

    /// <summary>Whether this attribute, or one that derives from it, is on a symbol.</summary>
    public bool IsOn(ISymbol? symbol)
    {
        foreach (AttributeData attribute in Exists && symbol is not null ? symbol.GetAttributes() : [])
        {
            if (IsBaseOf(attribute.AttributeClass))
                return true;
        }

        return false;
    }
}
