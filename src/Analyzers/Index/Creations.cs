using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds where objects are made. A file's creations are found once, and those that do not name their type are bound once.</summary>
internal sealed class Creations(CodeIndex code)
{
    private const string New = "new";

    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<BaseObjectCreationExpressionSyntax>> _creations = new();
    private readonly ConcurrentDictionary<BaseObjectCreationExpressionSyntax, ISymbol?> _unnamed = new();

    /// <summary>The creations by a constructor, in the files that mention its type.</summary>
    public IEnumerable<IOperation> By(IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        string type = constructor.ContainingType.Name;
        foreach (SyntaxTree tree in code.Mentions.TreesWith(type, cancellationToken))
        {
            foreach (BaseObjectCreationExpressionSyntax creation in In(tree, cancellationToken))
            {
                if (MayMake(creation, type, constructor, cancellationToken)
                    && code.OperationOf(creation, cancellationToken) is IObjectCreationOperation { Constructor: { } called } operation
                    && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor))
                {
                    yield return operation;
                }
            }
        }
    }

    private ImmutableArray<BaseObjectCreationExpressionSyntax> In(SyntaxTree tree, CancellationToken cancellationToken) =>
        _creations.TryGetValue(tree, out ImmutableArray<BaseObjectCreationExpressionSyntax> known)
            ? known
            : _creations.GetOrAdd(tree, [.. code.Mentions.TokensIn(tree.GetRoot(cancellationToken), New, cancellationToken)
                .Select(static token => token.Parent).OfType<BaseObjectCreationExpressionSyntax>()]);

    private bool MayMake(BaseObjectCreationExpressionSyntax creation, string type, IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        TypeSyntax? written = creation is ObjectCreationExpressionSyntax named ? named.Type : DeclaredFor(creation);
        if (written is not null)
            return Declarations.NameOf(written) == type;

        // new(…)
        ISymbol? made = _unnamed.TryGetValue(creation, out ISymbol? known)
            ? known
            : _unnamed.GetOrAdd(creation, MadeBy(code.OperationOf(creation, cancellationToken)));
        return SymbolEqualityComparer.Default.Equals(made, constructor);
    }

    private static ISymbol? MadeBy(IOperation? creation) => (creation as IObjectCreationOperation)?.Constructor?.OriginalDefinition;

    // Prices prices = new(…), of a local, a field or a property.
    private static TypeSyntax? DeclaredFor(BaseObjectCreationExpressionSyntax creation) => creation.Parent is not EqualsValueClauseSyntax initializer
        ? null
        : initializer.Parent switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } type } } => type,
            PropertyDeclarationSyntax { Type: var type } => type,
            _ => null,
        };
}
