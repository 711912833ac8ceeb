using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>The clients of a container that have a handler that applies the budget.</summary>
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
}
