using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Clients of a container that the budget limits.</summary>
internal sealed class GuardedClients
{
    /// <summary>Whether all clients have.</summary>
    public bool All { get; set; }

    /// <summary>Whether the client that is registered as a service has.</summary>
    public bool Plain { get; set; }

    /// <summary>The names of those that have.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The types that are given one.</summary>
    public HashSet<ISymbol> Types { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The chains of registrations that were followed.</summary>
    public HashSet<ExpressionSyntax> Chains { get; } = [];

    /// <summary>Whether a client made by a factory is one of them.</summary>
    /// <param name="name">Its name; empty for the default one, null if it is not known.</param>
    public bool HasNamed(string? name) => All || (name is null ? Names.Count > 0 : Names.Contains(name));

    /// <summary>Whether the client that a type is given is one of them.</summary>
    /// <param name="type">The type; null for a client that is asked for by itself.</param>
    public bool HasInjected(INamedTypeSymbol? type) => All || Plain || (type is not null && Types.Contains(type.OriginalDefinition));
}
