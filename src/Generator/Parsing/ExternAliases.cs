using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The assemblies whose types a project can name only behind an alias of its own, <c>extern alias</c>.</summary>
internal sealed class ExternAliases
{
    private static readonly ExternAliases s_none = new([]);
    private static readonly ConditionalWeakTable<Compilation, ExternAliases> s_known = new();

    private readonly Dictionary<IAssemblySymbol, string> _aliases;

    private ExternAliases(Dictionary<IAssemblySymbol, string> aliases) => _aliases = aliases;

    /// <summary>The aliases, ordered.</summary>
    public string[] All => [.. _aliases.Values.Distinct(StringComparer.Ordinal).OrderBy(static alias => alias, StringComparer.Ordinal)];

    /// <summary>Those of the project that declares a symbol.</summary>
    public static ExternAliases Of(ISymbol declared) =>
        declared.ContainingAssembly is ISourceAssemblySymbol { Compilation: { } compilation } ? Of(compilation) : s_none;

    public static ExternAliases Of(Compilation compilation) => s_known.GetValue(compilation, Find);

    /// <summary>The alias of a type's assembly; null where <c>global</c> does.</summary>
    public string? AliasOf(ITypeSymbol type) =>
        _aliases.Count > 0 && type.ContainingAssembly is { } assembly && _aliases.TryGetValue(assembly, out string? alias) ? alias : null;

    // An assembly that is referenced twice, once without an alias, is in the global namespace, too.
    private static ExternAliases Find(Compilation compilation)
    {
        if (!compilation.References.Any(static reference => !IsGlobal(reference)))
            return s_none;

        Dictionary<IAssemblySymbol, string> aliases = new(SymbolEqualityComparer.Default);
        foreach (MetadataReference reference in compilation.References.Where(static reference => !IsGlobal(reference)))
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                aliases[assembly] = reference.Properties.Aliases[0];
        }

        foreach (MetadataReference reference in compilation.References.Where(IsGlobal))
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                aliases.Remove(assembly);
        }

        return new ExternAliases(aliases);
    }

    private static bool IsGlobal(MetadataReference reference)
    {
        ImmutableArray<string> aliases = reference.Properties.Aliases;
        return aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias);
    }
}
