using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>
/// What a collection holds: what it is made with, and what is put into it. Which element an index or key leads to is not known, so that one that is
/// taken out may be any of them.
/// </summary>
internal static class CollectionOrigin
{
    /// <summary>What a new collection holds.</summary>
    public static ValueOrigin Of(OriginEvaluator evaluator, IObjectCreationOperation creation)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
        {
            if (ElementOf(part) is { } element)
                origin = origin.Or(evaluator.Of(element));
        }

        // new List<TimeSpan>(others)
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (evaluator.Known.IsCollection(argument.Parameter?.Type))
                origin = origin.Or(evaluator.Of(argument.Value));
        }

        return origin;
    }

    /// <summary>What a call takes out of a collection; null if it is no such call.</summary>
    public static ValueOrigin? Taken(OriginEvaluator evaluator, IInvocationOperation call)
    {
        if (evaluator.Code.IsSource(call.TargetMethod))
            return null;

        IOperation? collection = call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        return evaluator.Known.IsCollection(TypeOf(collection)) && IsElement(call) ? evaluator.Of(collection) : null;
    }

    /// <summary>What a reference to a collection puts into it; null if it puts nothing.</summary>
    public static ValueOrigin? Put(OriginEvaluator evaluator, IOperation collection)
    {
        if (!evaluator.Known.IsCollection(collection.Type))
            return null;

        return collection.Parent switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation assignment } indexer
                when indexer.Instance == collection && assignment.Target == indexer => evaluator.Of(assignment.Value),
            IInvocationOperation call when call.Instance == collection && ElementOf(call) is { } element => evaluator.Of(element),
            _ => null,
        };
    }

    // { value }, { key, value } and [key] = value
    private static IOperation? ElementOf(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Insert" or "Enqueue" or "Push" or "AddRange" or "AddLast" or "AddFirst" } call
            when call.Arguments.Length > 0 => call.Arguments[call.Arguments.Length - 1].Value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment => assignment.Value,
        _ => null,
    };

    // What gives one element, or some of them: what is made of them is something else.
    private static bool IsElement(IInvocationOperation call) => call.TargetMethod.Name is
        "GetValueOrDefault" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt"
        or "ElementAtOrDefault" or "Find" or "FindLast" or "Dequeue" or "Peek" or "Pop" or "Min" or "Max" or "Where" or "Skip" or "Take"
        or "Reverse" or "OrderBy" or "OrderByDescending" or "ToList" or "ToArray" or "ToDictionary" or "ToFrozenDictionary"
        or "ToImmutableDictionary" or "ToImmutableArray" or "AsReadOnly";

    private static ITypeSymbol? TypeOf(IOperation? operation) =>
        operation is IConversionOperation conversion ? conversion.Operand.Type : operation?.Type;
}
