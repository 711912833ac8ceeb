using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds the values that come out of a tuple at one place.</summary>
internal static class TupleElements
{
    /// <summary>
    /// The values that a deconstruction assigns to the target that a reference stands for; none if the reference is no such target.
    /// </summary>
    public static IEnumerable<IOperation> AssignedTo(CodeIndex code, IOperation reference, CancellationToken cancellationToken)
    {
        IOperation target = reference;
        while (target.Parent is IConversionOperation or IDeclarationExpressionOperation or IParenthesizedOperation)
            target = target.Parent;
        if (target.Parent is not ITupleOperation targets || targets.Elements.IndexOf(target) is not (>= 0 and int index))
            return [];

        IOperation? outer = targets.Parent;
        while (outer is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;

        return outer is IDeconstructionAssignmentOperation deconstruction && OperationTree.Unwrapped(deconstruction.Value) is { } value
            && value != targets
            ? At(code, value, index, SearchLimits.DeepestTuple, cancellationToken)
            : [];
    }

    /// <summary>Whether what takes a reference is a deconstruction that assigns to it.</summary>
    public static bool IsTarget(IOperation taker) => taker switch
    {
        IDeclarationExpressionOperation => true,
        ITupleOperation { Parent: IDeclarationExpressionOperation } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation apart } targets => apart.Target == targets,
        _ => false,
    };

    /// <summary>Which element of its tuple a field is, by whatever name; -1 if it is none.</summary>
    public static int IndexOf(IFieldSymbol field)
    {
        if (!field.ContainingType.IsTupleType)
            return -1;

        ImmutableArray<IFieldSymbol> elements = field.ContainingType.TupleElements;
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i].Name == field.Name
                || SymbolEqualityComparer.Default.Equals(elements[i].CorrespondingTupleField, field.CorrespondingTupleField))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The values at one place of a tuple, whatever makes it: a choice, a switch, a variable, a method of the compilation.</summary>
    public static IEnumerable<IOperation> At(CodeIndex code, IOperation? tuple, int index, CancellationToken cancellationToken) =>
        At(code, tuple, index, SearchLimits.DeepestTuple, cancellationToken);

    private static IEnumerable<IOperation> At(CodeIndex code, IOperation? tuple, int index, int depth, CancellationToken cancellationToken)
    {
        IOperation? made = OperationTree.Unwrapped(tuple);
        IEnumerable<IOperation?> parts = [];
        switch (depth > 0 ? made : null)
        {
            case ITupleOperation { Elements: var elements }:
                return index < elements.Length ? [elements[index]] : [];
            case IAwaitOperation awaited:
                parts = [awaited.Operation];
                break;
            case IConditionalOperation conditional:
                parts = [conditional.WhenTrue, conditional.WhenFalse];
                break;
            case ICoalesceOperation coalesce:
                parts = [coalesce.Value, coalesce.WhenNull];
                break;
            case ISwitchExpressionOperation switched:
                parts = switched.Arms.Select(static arm => arm.Value);
                break;
            case ILocalReferenceOperation local:
                parts = code.References.WrittenTo(local.Local, local, cancellationToken).Concat(ElementsFor(local));
                break;
            case IParameterReferenceOperation parameter:
                parts = ElementsFor(parameter);
                break;
            case IArrayElementReferenceOperation element:
                parts = CollectionElements.Of(code, element.ArrayReference, cancellationToken);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when code.Known.IsCollection(element.Instance?.Type):
                parts = CollectionElements.Of(code, element.Instance, cancellationToken);
                break;
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }:
                parts = [task];
                break;
            case IInvocationOperation { TargetMethod: { } method } when code.IsSource(method):
                parts = code.ReturnsOf(method, cancellationToken);
                break;
        }

        return parts.SelectMany(part => At(code, part, index, depth - 1, cancellationToken));

        IEnumerable<IOperation> ElementsFor(IOperation variable) =>
            CollectionElements.Of(code, CollectionElements.CollectionFor(code.Known, variable), cancellationToken);
    }

    /// <summary>
    /// What takes the element at one place of a tuple, wherever the tuple goes: what it is taken apart into, or a reference to the element.
    /// </summary>
    public static IEnumerable<IOperation> TakersOf(
        CodeIndex code,
        IOperation tuple,
        int index,
        HashSet<ISymbol> visited,
        CancellationToken cancellationToken)
    {
        IOperation held = tuple;
        while (held.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation or IConditionalOperation or ICoalesceOperation
            || held.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured && configured.Instance == held)
        {
            held = held.Parent;
        }

        switch (held.Parent)
        {
            case IDeconstructionAssignmentOperation { Target: { } target } deconstruction when deconstruction.Value == held:
                if (target is IDeclarationExpressionOperation declaration)
                    target = declaration.Expression;
                return target is ITupleOperation targets && index >= 0 && index < targets.Elements.Length ? [targets.Elements[index]] : [];
            case IFieldReferenceOperation field when field.Instance == held:
                return IndexOf(field.Field) == index ? [field] : [];
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when visited.Add(declarator.Symbol):
                return code.References.To(declarator.Symbol, declarator, cancellationToken)
                    .Where(static reference => reference is ILocalReferenceOperation)
                    .SelectMany(reference => TakersOf(code, reference, index, visited, cancellationToken));
            case IReturnOperation returned when OperationTree.MethodAround(returned) is { } method && visited.Add(method):
                return code.Callers.Of(method, cancellationToken).SelectMany(caller => TakersOf(code, caller, index, visited, cancellationToken));
            default:
                return [];
        }
    }
}
