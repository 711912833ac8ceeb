using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds the elements that the code visibly puts into a collection, and the collection that an element is taken out of.</summary>
internal static class CollectionElements
{
    /// <summary>The elements of a collection, as far as they stand where it is made.</summary>
    public static IEnumerable<IOperation> Of(CodeIndex code, IOperation? collection, CancellationToken cancellationToken) =>
        Of(code, collection, SearchLimits.DeepestTuple, cancellationToken);

    /// <summary>The collection whose elements a variable is given one after another: by a loop, or as a lambda's parameter; null for none.</summary>
    public static IOperation? CollectionFor(KnownSymbols known, IOperation variable)
    {
        switch (variable)
        {
            case ILocalReferenceOperation { Local: { } local }:
                foreach (IOperation operation in OperationTree.RootOf(variable).Descendants())
                {
                    if (operation is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation each } loop
                        && SymbolEqualityComparer.Default.Equals(each.Symbol, local))
                    {
                        return loop.Collection;
                    }
                }

                return null;
            case IParameterReferenceOperation { Parameter: { Ordinal: 0, ContainingSymbol: IMethodSymbol function } }
                when function is { MethodKind: MethodKind.AnonymousFunction, Parameters.Length: 1 }:
                return LambdaUse.CallOf(variable, function) is { Arguments: { IsEmpty: false } arguments } call
                    && known.Sequences.Is(call.TargetMethod.ContainingType)
                    ? arguments[0].Value
                    : null;
            default:
                return null;
        }
    }

    private static IEnumerable<IOperation> Of(CodeIndex code, IOperation? collection, int depth, CancellationToken cancellationToken)
    {
        IOperation? made = OperationTree.Unwrapped(collection);
        switch (depth > 0 ? made : null)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues;
            case IArrayInitializerOperation initializer:
                return initializer.ElementValues;
            case ICollectionExpressionOperation expression:
                return expression.Elements;
            case IObjectCreationOperation { Initializer: { } initializer }:
                return initializer.Initializers.OfType<IInvocationOperation>()
                    .Where(static add => add.Arguments.Length == 1).Select(static add => add.Arguments[0].Value);
            case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }:
                return code.References.WrittenTo(OperationTree.SymbolOf(made)!, made!, cancellationToken)
                    .SelectMany(written => Of(code, written, depth - 1, cancellationToken));
            default:
                return [];
        }
    }
}
