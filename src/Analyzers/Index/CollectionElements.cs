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
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol function } taken }
                when function.MethodKind == MethodKind.AnonymousFunction:
                return LambdaUse.CallOf(variable, function) is { Arguments: { IsEmpty: false } arguments } call
                    && known.Sequences.Is(call.TargetMethod.ContainingType)
                    && taken.Ordinal == (IsAggregate(call) ? 1 : 0)
                    ? arguments[0].Value
                    : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// What a lambda's parameter is that holds what was computed of the elements before: what that begins with. Null if it is another parameter.
    /// </summary>
    public static IOperation? SeedFor(KnownSymbols known, IParameterReferenceOperation variable) =>
        variable.Parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol function }
        && LambdaUse.CallOf(variable, function) is { } call && IsAggregate(call) && known.Sequences.Is(call.TargetMethod.ContainingType)
            ? (call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "seed") ?? call.Arguments[0]).Value
            : null;

    private static bool IsAggregate(IInvocationOperation call) => call.TargetMethod.Name == "Aggregate";

    /// <summary>Whether a method of this name gives one element, or some of them: what is made of them is something else.</summary>
    public static bool AreGivenBy(string method) => method is
        "GetValueOrDefault" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt"
        or "ElementAtOrDefault" or "Find" or "FindLast" or "Dequeue" or "Peek" or "Pop" or "Min" or "Max" or "Where" or "Skip" or "Take"
        or "Reverse" or "OrderBy" or "OrderByDescending" or "ToList" or "ToArray" or "ToImmutableArray" or "ToImmutableList" or "AsReadOnly"
        or "MinBy" or "MaxBy" or "Distinct" or "TakeWhile" or "SkipWhile" or "DefaultIfEmpty" or "AsEnumerable" or "GroupBy" or "ToHashSet";

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
