using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>
/// What a collection holds: what it is made with, and what is put into it. Which element an index or key leads to is not known, so that one that is
/// taken out may be any of them.
/// </summary>
internal static class CollectionOrigin
{
    private static readonly string[] s_keyed =
        ["ToDictionary", "ToFrozenDictionary", "ToImmutableDictionary", "ToImmutableSortedDictionary", "ToLookup"];

    /// <summary>What a new collection holds.</summary>
    public static ValueOrigin Of(OriginEvaluator evaluator, IObjectCreationOperation creation)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
        {
            origin = origin.Or(evaluator.OfAny(ElementsOf(part)));
        }

        // new List<TimeSpan>(others)
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (evaluator.Known.IsCollection(argument.Parameter?.Type))
                origin = origin.Or(evaluator.Of(argument.Value));
        }

        return origin;
    }

    /// <summary>What a call makes a collection of, or takes out of one; null if it is no such call.</summary>
    public static ValueOrigin? Of(OriginEvaluator evaluator, IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (evaluator.Code.IsSource(method))
            return null;

        IOperation? collection = call.Instance ?? (method.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (!evaluator.Known.IsCollection(TypeOf(collection)))
            return method is { IsStatic: true, Name: "Create" or "CreateRange" } && evaluator.Known.IsCollection(method.ReturnType)
                ? evaluator.OfAny(call.Arguments.Select(static argument => argument.Value))
                : null;

        // ToDictionary(pair => pair.Name, pair => pair.Limit)
        if (method.IsExtensionMethod && s_keyed.Contains(method.Name))
            return evaluator.Of(call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "elementSelector")?.Value ?? collection);

        // limits.Select(limit => limit.Timeout)
        if (method.IsExtensionMethod && method.Name == "Select" && evaluator.Of(call.Arguments[call.Arguments.Length - 1].Value) is var selected
            && (selected.IsFixed || selected.IsDerived))
        {
            return selected;
        }

        IOperation[] put = [.. ElementsOf(call)];
        bool isChanged = put.Length > 0 && (Writes.IsGivenBack(method.Name) || evaluator.Known.IsCollection(method.ReturnType));
        if (isChanged)
            return evaluator.Of(collection).Or(evaluator.OfAny(put));

        return CollectionElements.AreGivenBy(method.Name) ? evaluator.Of(collection) : null;
    }

    /// <summary>What a reference to a collection puts into it; null if it puts nothing.</summary>
    public static ValueOrigin? Put(OriginEvaluator evaluator, IOperation collection)
    {
        if (!evaluator.Known.IsCollection(collection.Type))
            return null;

        // limits?.Add(limit)
        IOperation held = collection.Parent is IConditionalAccessOperation access && access.Operation == collection
            ? OperationTree.InstanceIn(access) ?? collection
            : collection;
        switch (held.Parent)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation assignment } indexer
                when indexer.Instance == held && assignment.Target == indexer:
                return evaluator.Of(assignment.Value);
            case IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation assignment } element
                when element.ArrayReference == held && assignment.Target == element:
                return evaluator.Of(assignment.Value);
            case IInvocationOperation call when call.Instance == held && ElementsOf(call).Any():
                return evaluator.OfAny(ElementsOf(call));
            default:
                return null;
        }
    }

    // { value }, { key, value } and [key] = value
    private static IEnumerable<IOperation> ElementsOf(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod: { } method, Arguments: { Length: > 1 } arguments } when Writes.IsGivenBack(method.Name) =>
            arguments.Where(static argument => argument.Parameter is { Ordinal: > 0, Name: not "factoryArgument" })
                .Select(static argument => argument.Value),
        IInvocationOperation { Arguments: { Length: > 0 } arguments } call when Writes.IsPut(call.TargetMethod.Name) =>
            [arguments[arguments.Length - 1].Value],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment => [assignment.Value],
        _ => [],
    };

    private static ITypeSymbol? TypeOf(IOperation? operation) =>
        operation is IConversionOperation conversion ? conversion.Operand.Type : operation?.Type;
}
