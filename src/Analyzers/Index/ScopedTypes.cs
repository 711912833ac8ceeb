using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells of which types a container makes an object for each request, as by <c>services.AddScoped&lt;IPrices, Prices&gt;()</c>.</summary>
internal sealed class ScopedTypes(CodeIndex code)
{
    private HashSet<ISymbol>? _types;

    /// <summary>Whether a type, or one that derives from it, is registered so.</summary>
    public bool Contains(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        (_types ??= Find(cancellationToken)).Contains(type.OriginalDefinition);

    private HashSet<ISymbol> Find(CancellationToken cancellationToken)
    {
        HashSet<ISymbol> found = new(SymbolEqualityComparer.Default);
        foreach (SyntaxNode mention in code.Mentions.Of(ClientFactoryLibrary.AddScoped, cancellationToken))
        {
            if (code.OperationAt(mention, cancellationToken) is not IInvocationOperation { TargetMethod: { TypeArguments.Length: > 0 } method }
                || !code.Known.ClientFactory.IsService(method))
            {
                continue;
            }

            INamedTypeSymbol? current = method.TypeArguments[method.TypeArguments.Length - 1] as INamedTypeSymbol;
            for (; current is not null; current = current.BaseType)
                found.Add(current.OriginalDefinition);
        }

        return found;
    }
}
