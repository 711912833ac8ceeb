using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>What a time limits that is an element of a collection: wherever elements are taken out, in a query too.</summary>
internal static class ElementDestination
{
    // Of a function for a key or a test nothing is left but the element that it is about.
    private static readonly string[] s_selectors = ["selector", "elementSelector", "resultSelector", "func"];

    /// <summary>What the elements of a sequence limit, given the method of sequences that is called on it.</summary>
    public static Destination OfQuery(DestinationFinder finder, IInvocationOperation query, IArgumentOperation argument)
    {
        if (argument.Parameter?.Ordinal != 0 || finder.Joins.IsJoinedByDerived(query.Arguments, argument))
            return Destination.None;

        IAnonymousFunctionOperation[] selectors = [.. query.Arguments.Where(IsSelector).Select(FunctionIn).OfType<IAnonymousFunctionOperation>()];
        if (selectors.Length > 0)
            return finder.ThroughTakers(selectors.Select(static function => new LambdaTaker(function.Symbol.Parameters.Last(), function)));

        return finder.Known.IsTime(query.Type) || CollectionElements.AreGivenBy(query.TargetMethod.Name) || query.TargetMethod.Name == "Concat"
            ? finder.Of(query)
            : Destination.None;
    }

    /// <summary>What a lambda's result limits, which the method of sequences that is given the lambda hands on.</summary>
    public static Destination OfSelected(DestinationFinder finder, IReturnOperation returned)
    {
        IOperation? function = returned.Parent;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            function = function.Parent;

        return function is IAnonymousFunctionOperation lambda && LambdaUse.CallOf(lambda) is { } query
            && finder.Known.Sequences.Is(query.TargetMethod.ContainingType)
            && query.Arguments.Any(argument => IsSelector(argument) && FunctionIn(argument) == lambda)
            ? finder.Of(query)
            : Destination.None;
    }

    /// <summary>What the elements of a collection limit, given the call of its own method.</summary>
    public static Destination OfCall(DestinationFinder finder, IInvocationOperation call)
    {
        if (finder.Code.IsSource(call.TargetMethod) || !finder.Known.IsCollection(call.TargetMethod.ContainingType))
            return Destination.None;

        Destination found = finder.Known.IsTime(call.Type) || CollectionElements.AreGivenBy(call.TargetMethod.Name)
            ? finder.Of(call)
            : Destination.None;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
                found |= finder.ThroughTarget(argument.Value);
        }

        return found;
    }

    private static bool IsSelector(IArgumentOperation argument) => argument.Parameter is { } parameter && s_selectors.Contains(parameter.Name);

    private static IAnonymousFunctionOperation? FunctionIn(IArgumentOperation argument) =>
        OperationTree.Unwrapped(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } ? function : null;
}
