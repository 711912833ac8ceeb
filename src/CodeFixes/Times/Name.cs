using AsyncJobs.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Names of types and variables as they can be written in a place.</summary>
internal static class Name
{
    /// <summary>The ways to write a type's name: short, with a using directive if it needs one, and in full.</summary>
    public static IEnumerable<(string Text, string? Import)> OfType(SemanticModel model, int position, string containingNamespace, string name)
    {
        bool isThere = false;
        bool isTaken = false;
        foreach (ISymbol symbol in model.LookupSymbols(position, container: null, name))
        {
            bool isIt = symbol is INamedTypeSymbol type && TypeMatch.Is(type, containingNamespace, name);
            isThere |= isIt;
            isTaken |= !isIt;
        }

        if (!isTaken)
            yield return (name, isThere ? null : containingNamespace);
        yield return ($"{containingNamespace}.{name}", null);
        yield return ($"global::{containingNamespace}.{name}", null);
    }

    /// <summary>A name for a variable that nothing in its surroundings has.</summary>
    public static string Unused(SyntaxNode surroundings, string wish)
    {
        IEnumerable<string> names = surroundings.DescendantTokens().Where(static token =>
            token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
        HashSet<string> taken = new(names, StringComparer.Ordinal);
        string name = wish;
        for (int i = 2; taken.Contains(name); i++)
            name = $"{wish}{i}";
        return Escaped(name);
    }

    /// <summary>An identifier as it is written: a keyword needs its sign.</summary>
    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.AwaitKeyword or SyntaxKind.FieldKeyword ? "@" + name : name;
}
