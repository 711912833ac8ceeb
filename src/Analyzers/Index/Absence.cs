using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells whether a condition asks if what some statements set is missing, and asks for nothing else that may have them run again.</summary>
/// <param name="code">Where code is.</param>
/// <param name="isKept">Whether what a reference is to lives longer than the statements.</param>
/// <param name="statements">What the condition decides about.</param>
internal sealed class Absence(CodeIndex code, Func<IOperation, bool> isKept, IEnumerable<IOperation> statements)
{
    private readonly HashSet<ISymbol> _set = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _filled = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, object?> _flags = new(SymbolEqualityComparer.Default);
    private bool _isRead;

    /// <summary>Whether a condition does.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">Whether the statements run when it is true.</param>
    public bool IsAskedFor(IOperation condition, bool whenTrue) => OperationTree.Unwrapped(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsAskedFor(not.Operand, !whenTrue),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            (both.OperatorKind == BinaryOperatorKind.ConditionalAnd) == whenTrue
                ? IsAskedFor(both.LeftOperand, whenTrue) || IsAskedFor(both.RightOperand, whenTrue)
                : IsAskedFor(both.LeftOperand, whenTrue) && IsAskedFor(both.RightOperand, whenTrue),
        { } single => single.DescendantsAndSelf().Any(part => IsAsked(part) || IsTakenOut(part)),
        null => false,
    };

    // A number is counted, and says nothing of what is there. Whoever looks a key up misses what is put there by that key alone.
    private bool IsAsked(IOperation part)
    {
        if (OperationTree.SymbolOf(part) is not { } holder || KnownTimes.IsNumber(part.Type))
            return false;

        bool isCache = IsCache(part.Type);
        if (!isCache && !isKept(part))
            return false;

        Read();
        return _filled.Contains(holder)
            || (_set.Contains(holder) && isKept(part) && part.Parent is not (IInvocationOperation or { Kind: OperationKind.Invalid }));
    }

    // string? text = cache.Get(key); if (text is null) …
    private bool IsTakenOut(IOperation part) =>
        part is ILocalReferenceOperation local && OperationTree.InitialOf(local) is { } value
        && value.DescendantsAndSelf().Any(inner => IsAsked(inner) && _filled.Contains(OperationTree.SymbolOf(inner)!));

    private void Read()
    {
        if (_isRead)
            return;

        _isRead = true;
        foreach (IOperation part in statements.SelectMany(static statement => statement.DescendantsAndSelf()))
        {
            if (part is IAssignmentOperation assignment)
                Add(assignment);
            else if (part is IInvocationOperation call && OperationTree.SymbolOf(FilledBy(call)) is { } filled)
                _filled.Add(filled);
        }
    }

    private void Add(IAssignmentOperation assignment)
    {
        IOperation holder = HolderOf(assignment.Target);
        if (OperationTree.SymbolOf(holder) is not { } symbol)
            return;

        (holder == assignment.Target ? _set : _filled).Add(symbol);

        // _isBusy = true; …; _isBusy = false;
        if (assignment.Type is not { SpecialType: SpecialType.System_Boolean } || !assignment.Value.ConstantValue.HasValue)
            return;
        if (!_flags.TryGetValue(symbol, out object? before))
            _flags.Add(symbol, assignment.Value.ConstantValue.Value);
        else if (!Equals(before, assignment.Value.ConstantValue.Value))
            _set.Remove(symbol);
    }

    // s_byName.Add(name, value), and cache.Set(name, value), which may be an extension.
    private IOperation? FilledBy(IInvocationOperation call)
    {
        IOperation? holder = call.Instance
            ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? OperationTree.Unwrapped(call.Arguments[0].Value) : null);
        bool isFill = Writes.IsPut(call.TargetMethod.Name)
            || (call.TargetMethod.Name.StartsWith("Set", StringComparison.Ordinal) && IsCache(holder?.Type));
        return isFill ? holder : null;
    }

    // s_byName[name] = value
    private static IOperation HolderOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => collection,
        IArrayElementReferenceOperation element => element.ArrayReference,
        _ => target,
    };

    // What a library keeps by key is for all, whoever holds it.
    private bool IsCache(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None }
        && !code.IsSource(type)
        && !code.Known.IsCollection(type);
}
