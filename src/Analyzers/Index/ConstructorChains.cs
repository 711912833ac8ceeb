using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds which constructors run which: by <c>this(…)</c> and <c>base(…)</c>, or without a word.</summary>
internal sealed class ConstructorChains(CodeIndex code)
{
    /// <summary>The constructors that run one, itself first: in the same type, and in those that derive from it.</summary>
    public IEnumerable<IMethodSymbol> RunBy(IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<IMethodSymbol> open = new([constructor.OriginalDefinition]);
        while (open.Count > 0 && seen.Count < SearchLimits.MostMethods)
        {
            IMethodSymbol current = open.Dequeue();
            if (!seen.Add(current))
                continue;

            yield return current;
            foreach (INamedTypeSymbol type in TypeAndHeirs(current.ContainingType))
            {
                foreach (IMethodSymbol other in type.InstanceConstructors)
                {
                    if (Runs(other, current, cancellationToken))
                        open.Enqueue(other);
                }
            }
        }
    }

    // What derives from an heir runs the heir's constructors.
    private IEnumerable<INamedTypeSymbol> TypeAndHeirs(INamedTypeSymbol type) =>
        code.Heirs.Of(type).Where(heir => SymbolEqualityComparer.Default.Equals(heir.BaseType?.OriginalDefinition, type)).Prepend(type);

    private bool Runs(IMethodSymbol constructor, IMethodSymbol other, CancellationToken cancellationToken)
    {
        SyntaxNode? initializer = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            ConstructorDeclarationSyntax declaration => declaration.Initializer,
            TypeDeclarationSyntax { BaseList: { } bases } => bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault(),
            _ => null,
        };
        if (initializer is not null)
        {
            return code.OperationOf(initializer, cancellationToken) is IInvocationOperation { TargetMethod: { } called }
                && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, other);
        }

        return other.Parameters.IsEmpty && !SymbolEqualityComparer.Default.Equals(constructor.ContainingType, other.ContainingType);
    }
}
