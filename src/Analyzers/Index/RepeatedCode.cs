using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells which methods run again and again, as requests come, and which once, when a process starts or something is first needed. A method that
/// nothing visible calls is part of what a library offers, or implements something: it counts as one that requests run.
/// </summary>
internal sealed class RepeatedCode(CodeIndex code)
{
    private readonly Lazy<bool> _serves = new(() => Serves(code));
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a member runs again and again.</summary>
    public bool Contains(ISymbol? member, CancellationToken cancellationToken)
    {
        if (!_serves.Value || member is not IMethodSymbol asked)
            return false;

        return _known.TryGetValue(asked, out bool known) ? known : _known.GetOrAdd(asked, new Search(code, cancellationToken).IsReached(asked));
    }

    /// <summary>Whether an operation is in a lambda that is run for each request or invocation, whatever the method around it is.</summary>
    public bool IsInRequest(IOperation operation)
    {
        for (IOperation? function = FunctionLife.FunctionAround(operation); function is not null;
            function = FunctionLife.FunctionAround(function.Parent))
        {
            if (function is IAnonymousFunctionOperation { Symbol: { } lambda } && _serves.Value
                && (code.Known.Product.TakesContext(lambda) || IsGivenToServer(function)))
            {
                return true;
            }
        }

        return false;
    }

    // app.MapGet("/quotes", async () => …)
    private bool IsGivenToServer(IOperation function)
    {
        IOperation? taker = function.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation)
            taker = taker.Parent;
        return taker is IArgumentOperation { Parent: IInvocationOperation call } && code.Known.Callbacks.RunsForEach(call.TargetMethod);
    }

    // A program that is not Lambda's by its project's word, and has no handler, job or host of Lambda, is a tool, which runs once.
    private static bool Serves(CodeIndex code) =>
        code.Settings.RunsOnLambda
        || code.Compilation.GetEntryPoint(CancellationToken.None) is null
        || IsMentioned(code, KnownHosting.AddHosting, code.Known.Hosting.IsAddHosting)
        || code.Types.Any(type => code.Known.Hosting.IsFunction(type)
            || type.GetMembers().Any(member => member is IMethodSymbol method && code.Known.Product.IsEntry(method)))
        || IsMentioned(code, KnownCallbacks.Run, code.Known.Callbacks.IsRun);

    private static bool IsMentioned(CodeIndex code, string name, Func<IMethodSymbol, bool> isMeant) =>
        code.Mentions.Of(name, CancellationToken.None).Any(mention =>
            code.OperationAt(mention, CancellationToken.None) is IInvocationOperation call && isMeant(call.TargetMethod));

    /// <summary>From caller to caller until one is found that nothing calls: the callers beyond are not even bound.</summary>
    private sealed class Search(CodeIndex code, CancellationToken cancellationToken)
    {
        private readonly Dictionary<ISymbol, int> _seen = new(SymbolEqualityComparer.Default);
        private readonly HashSet<ISymbol> _path = new(SymbolEqualityComparer.Default);
        private readonly FunctionLife _functions = new(code, cancellationToken);
        private readonly HandedOver _delegates = new(code, cancellationToken);
        private readonly OnceOnly _once = new(code, cancellationToken);

        public bool IsReached(IMethodSymbol method)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_path.Count == SearchLimits.DeepestCall || !MayBeRepeated(method)
                || (_seen.TryGetValue(method, out int before) && before <= _path.Count))
            {
                return false;
            }

            if (code.Known.Product.IsInvocation(method))
                return true;

            _seen[method] = _path.Count;
            _path.Add(method);
            bool isReached = IsUsedAgain(method);
            _path.Remove(method);
            return isReached;
        }

        private bool MayBeRepeated(IMethodSymbol method) =>
            method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet
            && !code.Known.Hosting.IsStartup(method);

        private IEnumerable<IOperation> UsesOf(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol property
            ? code.References.ToMember(property.OriginalDefinition, cancellationToken)
            : code.Callers.OneByOne(method, cancellationToken).Concat(code.Callers.HandedOver(method, cancellationToken));

        private bool IsUsedAgain(IMethodSymbol method)
        {
            // What the text tells binds nothing.
            if (code.Plain.CallersOf(method, cancellationToken).Any(caller => !_path.Contains(caller) && IsReached(caller)))
                return true;

            bool isUsed = false;
            foreach (IOperation use in UsesOf(method))
            {
                // A method that calls itself, or that what it calls calls again, still begins somewhere else.
                if (OperationTree.MethodOf(use) is { } user && _path.Contains(user))
                    continue;
                if (use is IMethodReferenceOperation handedOver ? IsRun(handedOver) : IsReachedAt(use))
                    return true;
                isUsed = true;
            }

            // A property that nobody reads makes nothing.
            return !isUsed && method.MethodKind != MethodKind.PropertyGet;
        }

        private bool IsReachedAt(IOperation use) =>
            !_once.Contains(use)
            && (code.Repeated.IsInRequest(use) || (OperationTree.MethodOf(use) is { } method && IsReached(method)));

        // What takes a method may run it at once, or whoever reads the variable that it is put into.
        private bool IsRun(IMethodReferenceOperation use) =>
            code.Repeated.IsGivenToServer(use)
            || (_functions.IsLetGo(use) ? IsReachedAt(use) : _delegates.CallsOf(use).Any(IsReachedAt));
    }
}
