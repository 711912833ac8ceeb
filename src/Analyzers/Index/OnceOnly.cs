using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells which code of a method runs only while something is not there yet: what it makes is kept, and whoever comes later finds it. Of an object
/// that each request has for itself, nothing is kept.
/// </summary>
internal sealed class OnceOnly(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>Whether an operation is in such code.</summary>
    public bool Contains(IOperation operation)
    {
        for (IOperation current = operation; current.Parent is { } parent; current = parent)
        {
            bool isOnce = parent switch
            {
                ICoalesceAssignmentOperation assignment => assignment.Value == current && IsKept(assignment.Target),
                ICoalesceOperation coalesce => coalesce.WhenNull == current && IsWrittenBack(coalesce),
                IConditionalOperation choice => choice.Condition != current
                    && new Absence(code, IsKept, [current]).IsAskedFor(choice.Condition, choice.WhenTrue == current),
                IBlockOperation block => IsGuarded(block, current),
                IDelegateCreationOperation created => IsGivenToCache(created),
                _ => false,
            };
            if (isOnce)
                return true;
        }

        return false;
    }

    // s_token = s_token ?? await Load(), s_token ?? (s_token = await Load())
    private bool IsWrittenBack(ICoalesceOperation coalesce) =>
        (OperationTree.TakerOf(coalesce) ?? coalesce) is var taker
        && (taker as ISimpleAssignmentOperation ?? OperationTree.Unwrapped(coalesce.WhenNull) as ISimpleAssignmentOperation) is { Target: { } target }
        && IsKept(target)
        && SymbolEqualityComparer.Default.Equals(OperationTree.SymbolOf(target), OperationTree.SymbolOf(coalesce.Value));

    // if (s_token is not null) return s_token; s_token = await Load();
    private bool IsGuarded(IBlockOperation block, IOperation statement)
    {
        int at = block.Operations.IndexOf(statement);
        for (int guard = 0; guard < at; guard++)
        {
            if (block.Operations[guard] is IConditionalOperation { WhenFalse: null } choice && Leaves(choice.WhenTrue)
                && new Absence(code, IsKept, block.Operations.Skip(at)).IsAskedFor(choice.Condition, whenTrue: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IReturnOperation => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    // new Lazy<string>(() => …), cache.GetOrCreateAsync(key, entry => …)
    private bool IsGivenToCache(IDelegateCreationOperation created) =>
        OperationTree.TakerOf(created) is IArgumentOperation { Parent: { } taker }
        && taker switch
        {
            IObjectCreationOperation creation => code.Known.Lazy.Is(creation.Type),
            IInvocationOperation call => Known.KnownCallbacks.KeepsResult(call.TargetMethod),
            _ => false,
        };

    private bool IsKept(IOperation? member) => member switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } =>
            member is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: { } symbol }
            && (symbol.IsStatic || !IsOfRequest(symbol.ContainingType)),
        _ => false,
    };

    private bool IsOfRequest(INamedTypeSymbol type) => code.Known.Hosting.IsController(type) || code.Scoped.Contains(type, cancellationToken);
}
