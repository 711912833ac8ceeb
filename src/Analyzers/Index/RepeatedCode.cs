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

        return _known.TryGetValue(asked, out bool known)
            ? known
            : _known.GetOrAdd(
                asked, IsReached(asked, depth: 0, new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default), cancellationToken));
    }

    // From caller to caller until one is found that nothing calls: the callers beyond are not even bound.
    private bool IsReached(IMethodSymbol method, int depth, Dictionary<ISymbol, int> seen, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth == SearchLimits.DeepestCall || !MayBeRepeated(method) || (seen.TryGetValue(method, out int before) && before <= depth))
            return false;

        seen[method] = depth;
        bool isCalled = false;
        foreach (IOperation caller in code.Callers.OneByOne(method, cancellationToken))
        {
            isCalled = true;
            if (!IsKept(caller) && OperationTree.MethodOf(caller) is { } calling && IsReached(calling, depth + 1, seen, cancellationToken))
                return true;
        }

        return !isCalled && !code.Callers.IsHandedOver(method, cancellationToken);
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
