using System.Collections.Concurrent;
using System.Collections.Immutable;
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

        return _known.TryGetValue(asked, out bool known) ? known : _known.GetOrAdd(asked, IsReached(asked, cancellationToken));
    }

    // From caller to caller, each once, to one that nothing calls.
    private bool IsReached(IMethodSymbol asked, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        List<IMethodSymbol> open = [asked];
        for (int depth = 0; depth < SearchLimits.DeepestCall && open.Count > 0; depth++)
        {
            List<IMethodSymbol> next = [];
            foreach (IMethodSymbol method in open)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!seen.Add(method) || !MayBeRepeated(method))
                    continue;

                ImmutableArray<IOperation> callers = code.Callers.Of(method, cancellationToken);
                if (callers.IsEmpty && !code.Callers.IsHandedOver(method, cancellationToken))
                    return true;

                next.AddRange(callers.Where(static caller => !IsKept(caller)).Select(OperationTree.MethodOf).OfType<IMethodSymbol>());
            }

            open = next;
        }

        return false;
    }

    private bool MayBeRepeated(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation && !code.Known.Hosting.IsStartup(method);

    // s_token ??= await Load(): whoever comes later finds it there.
    private static bool IsKept(IOperation call)
    {
        IOperation? taker = OperationTree.TakerOf(call);
        while (taker is IAwaitOperation)
            taker = OperationTree.TakerOf(taker);
        return taker is ICoalesceAssignmentOperation { Target: IMemberReferenceOperation };
    }

    // A program without a handler, a job or a host of Lambda is a tool, which runs once.
    private static bool Serves(CodeIndex code) =>
        code.Compilation.GetEntryPoint(CancellationToken.None) is null
        || code.Mentions.Of(KnownHosting.AddHosting, CancellationToken.None).Any(mention =>
            code.OperationAt(mention, CancellationToken.None) is IInvocationOperation call && code.Known.Hosting.IsAddHosting(call.TargetMethod))
        || code.Types.Any(type => code.Known.Hosting.IsFunction(type)
            || type.GetMembers().Any(member => member is IMethodSymbol method && code.Known.Product.IsEntry(method)));
}
