using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Goes from a call up to the jobs and Lambda handlers that reach it, and tells whether a budget is entered on the way. A job's budget is entered by
/// its worker. A method that enters a budget anywhere, itself or in what it calls, counts as one that does.
/// </summary>
internal sealed class BudgetEntries(CodeIndex code)
{
    private const string Enter = "Enter";

    private readonly object _gate = new();
    private HashSet<ISymbol>? _entering;

    /// <summary>What reaches a call.</summary>
    public ReachedBy Of(IOperation call, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<IOperation> open = new([call]);
        ImmutableArray<HandlerFunction>.Builder handlers = ImmutableArray.CreateBuilder<HandlerFunction>();
        bool isReached = false;
        bool isReachedOutside = false;
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IOperation operation = open.Dequeue();
            if (FunctionAround(operation) is not { } function)
            {
                isReachedOutside = true;
                continue;
            }

            if (!seen.Add(function.Symbol.OriginalDefinition) || seen.Count > SearchLimits.MostStartingMethods)
                continue;

            if (code.Known.Product.IsJob(function.Symbol) || IsEnteredIn(operation, cancellationToken))
            {
                isReached = true;
                continue;
            }

            IOperation[] users = [.. UsersOf(function.Symbol, cancellationToken)];
            foreach (IOperation user in users)
                open.Enqueue(user);
            if (users.Length == 0 && IsHandler(function.Symbol))
            {
                isReached = true;
                handlers.Add(function);
            }

            isReachedOutside |= users.Length == 0 && RunsOutside(function.Symbol);
        }

        return new ReachedBy(isReached, handlers.ToImmutable(), isReachedOutside);
    }

    // The initializers of members have no function around them.
    private bool RunsOutside(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor || code.Known.Hosting.IsStartup(method);

    // The method, or a lambda or local function that is a handler itself.
    private HandlerFunction? FunctionAround(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && code.Known.Product.TakesContext(lambda.Symbol))
                return new HandlerFunction(lambda.Symbol, lambda.Syntax);
            if (current is ILocalFunctionOperation local)
                return new HandlerFunction(local.Symbol, local.Syntax);
        }

        return OperationTree.MethodOf(operation) is { } method && !method.DeclaringSyntaxReferences.IsEmpty
            ? new HandlerFunction(method, method.DeclaringSyntaxReferences[0].GetSyntax())
            : null;
    }

    // A handler that is handed over is handed to Lambda; what the generator writes around one is no caller of the project's.
    private IEnumerable<IOperation> UsersOf(IMethodSymbol method, CancellationToken cancellationToken) => method.MethodKind switch
    {
        MethodKind.AnonymousFunction => [],
        _ => code.Users.Of(method, cancellationToken).Where(use =>
            (use is IInvocationOperation || !code.Known.Product.TakesContext(method))
            && !use.Syntax.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)),
    };

    // What overrides or implements something may be called by code that enters a budget.
    private bool IsHandler(IMethodSymbol method) =>
        code.Known.Product.IsHandler(method) && !method.IsOverride && !method.IsAbstract && !Implements(method);

    private static bool Implements(IMethodSymbol method) =>
        method.ContainingType is { } type
        && type.AllInterfaces.SelectMany(static implemented => implemented.GetMembers()).Any(member =>
            SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));

    private bool IsEnteredIn(IOperation operation, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> entering = Entering(cancellationToken);
        return OperationTree.RootOf(operation).DescendantsAndSelf().Any(part =>
            part is IInvocationOperation call
            && (IsEnter(call) || entering.Contains((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition)));
    }

    // InvocationBudget.Current.Share(2).Enter() enters a part of what is current: nothing, where nothing is.
    private bool IsEnter(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != Enter || !code.Known.Product.IsBudget(call.TargetMethod.ContainingType))
            return false;

        IOperation? budget = call.Instance;
        while (budget is IInvocationOperation part)
            budget = part.Instance;
        return budget is not IPropertyReferenceOperation { Property: { Name: KnownProduct.Current, IsStatic: true } };
    }

    private HashSet<ISymbol> Entering(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _entering ??= FindEntering(cancellationToken);
    }

    private HashSet<ISymbol> FindEntering(CancellationToken cancellationToken)
    {
        HashSet<ISymbol> found = new(SymbolEqualityComparer.Default);
        Queue<IOperation> open = new(code.Mentions.Of(Enter, cancellationToken)
            .Select(mention => code.OperationAt(mention, cancellationToken)).OfType<IInvocationOperation>().Where(IsEnter));
        while (open.Count > 0 && found.Count < SearchLimits.MostStartingMethods)
        {
            if (OperationTree.MethodOf(open.Dequeue()) is not { } method || !found.Add(method.OriginalDefinition))
                continue;

            foreach (IOperation user in code.Users.Of(method, cancellationToken))
                open.Enqueue(user);
        }

        return found;
    }
}
