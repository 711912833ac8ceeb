using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells which functions are bodies of durable operations. The token that such a body is given fires for the operation's caller and when the
/// workflow is torn down, and not for the invocation's deadline.
/// </summary>
internal static class DurableBodies
{
    /// <summary>Whether a function that refers to one of its parameters is such a body; of a method, if it is nothing else.</summary>
    /// <param name="code">Where code is.</param>
    /// <param name="function">The lambda, local function or method.</param>
    /// <param name="inside">An operation inside of it.</param>
    /// <param name="operation">The durable operation; null where it cannot be seen, or there are several.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static bool IsBody(
        CodeIndex code, IMethodSymbol function, IOperation inside, out IInvocationOperation? operation, CancellationToken cancellationToken)
    {
        operation = null;
        if (!code.Known.Durable.IsBody(function))
            return false;

        IOperation[] handedOver = function.MethodKind == MethodKind.AnonymousFunction
            ? [.. AroundOf(inside, function)]
            : [.. code.Users.Of(function, cancellationToken)];
        if (handedOver.Length == 0 || handedOver.Any(static use => use is IInvocationOperation))
            return false;

        (IInvocationOperation? Operation, bool IsOthers)[] takers = [.. handedOver.Select(use => TakerOf(code, use))];
        operation = takers.Length == 1 ? takers[0].Operation : null;
        return !takers.Any(static taker => taker.IsOthers);
    }

    private static IEnumerable<IOperation> AroundOf(IOperation inside, IMethodSymbol lambda)
    {
        for (IOperation? current = inside; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
                return [function];
        }

        return [];
    }

    // By itself, in the list of a parallel operation's branches, or in a variable. What is given to a method of the project may be called otherwise.
    private static (IInvocationOperation? Operation, bool IsOthers) TakerOf(CodeIndex code, IOperation body)
    {
        IOperation? current = body.Parent;
        while (true)
        {
            switch (current)
            {
                case IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation
                    or IArrayCreationOperation or ICollectionExpressionOperation:
                    current = current.Parent;
                    break;
                case IArgumentOperation { Parent: IObjectCreationOperation creation } when code.Known.Durable.IsBranch(creation.Type):
                    current = creation.Parent;
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return code.Known.Durable.IsOperation(call.TargetMethod) ? (call, false) : (null, code.IsSource(call.TargetMethod));
                case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } type } }:
                    return (null, code.IsSource(type));
                default:
                    return (null, false);
            }
        }
    }
}
