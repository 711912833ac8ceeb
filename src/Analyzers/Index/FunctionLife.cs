using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells which lambdas and local functions are gone with the method around them, and with them what they use: it calls them, or hands them to what
/// runs them and lets them go. Whatever may keep one for later, a field, an event, code that is not seen, makes it none.
/// </summary>
internal sealed class FunctionLife(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>Whether all functions around an operation are gone when the one ends that another operation of the body is in.</summary>
    /// <param name="inside">The operation.</param>
    /// <param name="outside">What is in an outer function, or in the same.</param>
    public bool EndsWith(IOperation inside, IOperation outside)
    {
        IOperation? outer = FunctionAround(outside);
        for (IOperation? function = FunctionAround(inside); function != outer; function = FunctionAround(function.Parent))
        {
            if (function is null || !IsGone(function, SearchLimits.DeepestCaller))
                return false;
        }

        return true;
    }

    /// <summary>Whether a method that is handed over, or a lambda, runs before the method ends that hands it over, and is let go then.</summary>
    public bool IsLetGo(IOperation function) => IsLetGo(function, SearchLimits.DeepestCaller);

    /// <summary>The lambda or local function that an operation is in; null for none.</summary>
    public static IOperation? FunctionAround(IOperation? operation)
    {
        while (operation is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            operation = operation.Parent;
        return operation;
    }

    private bool IsGone(IOperation function, int depth) =>
        function is ILocalFunctionOperation local ? IsLocalGone(local, depth) : IsLetGo(function, depth);

    // Each call of a local function is in the method, in itself, or in another function that is gone.
    private bool IsLocalGone(ILocalFunctionOperation local, int depth)
    {
        if (depth == 0)
            return false;

        foreach (IOperation use in OperationTree.RootOf(local).Descendants())
        {
            bool isHeld = use switch
            {
                IInvocationOperation call => IsMeant(call.TargetMethod, local) && !AreGoneAround(call, local, depth),
                IMethodReferenceOperation reference => IsMeant(reference.Method, local)
                    && !(IsLetGo(reference, depth - 1) && AreGoneAround(use, local, depth)),
                _ => false,
            };
            if (isHeld)
                return false;
        }

        return true;
    }

    private static bool IsMeant(IMethodSymbol method, ILocalFunctionOperation local) =>
        SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, local.Symbol.OriginalDefinition);

    private bool AreGoneAround(IOperation use, ILocalFunctionOperation local, int depth)
    {
        IOperation? outer = FunctionAround(local.Parent);
        for (IOperation? function = FunctionAround(use); function is not null && function != outer && function != local;
            function = FunctionAround(function.Parent))
        {
            if (!IsGone(function, depth - 1))
                return false;
        }

        return true;
    }

    private bool IsLetGo(IOperation? function, int depth)
    {
        if (function is null || depth == 0)
            return false;

        IOperation? taker = function.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            taker = taker.Parent;
        return taker switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument => IsLetGoBy(call, argument, depth),
            IInvocationOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsOnlyHeldBy(declarator.Symbol, declarator, depth),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => IsOnlyHeldBy(local.Local, local, depth),
            _ => false,
        };
    }

    private bool IsOnlyHeldBy(ILocalSymbol local, IOperation near, int depth) =>
        code.References.To(local, near, cancellationToken).All(reference =>
            reference is IVariableDeclaratorOperation || IsCalledOrLetGo(reference, depth));

    private bool IsCalledOrLetGo(IOperation reference, int depth) => OperationTree.TakerOf(reference) switch
    {
        IInvocationOperation or IConditionalAccessOperation or IBinaryOperation or IIsPatternOperation => true,
        ISimpleAssignmentOperation assignment => assignment.Target == reference,
        _ => IsLetGo(reference, depth - 1),
    };

    private bool IsLetGoBy(IInvocationOperation call, IArgumentOperation argument, int depth)
    {
        if (code.Known.Callbacks.LetsGo(call.TargetMethod))
            return !code.Known.Tasks.IsStart(call.TargetMethod) || IsWaitedFor(call);

        ImmutableArray<IParameterSymbol> takers = argument.Parameter is { } parameter && code.IsSource(call.TargetMethod)
            ? code.Implementations.ParametersFor(parameter.OriginalDefinition)
            : [];
        return !takers.IsEmpty && takers.All(taker => code.References.To(taker, cancellationToken).All(use =>
            IsCalledOrLetGo(use, depth) && (FunctionAround(use) is not { } around || IsGone(around, depth - 1))));
    }

    // Who starts work and lets its task go, or keeps it for later, may have started what never ends.
    private static bool IsWaitedFor(IInvocationOperation start) => OperationTree.TakerOf(start) is not (
        IExpressionStatementOperation
        or ISimpleAssignmentOperation { Target: IDiscardOperation or IMemberReferenceOperation }
        or IArgumentOperation { Parent: IInvocationOperation { Instance: IMemberReferenceOperation } });
}
