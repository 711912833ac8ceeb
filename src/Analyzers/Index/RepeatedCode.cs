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

    /// <summary>Whether a member runs again and again.</summary>
    public bool Contains(ISymbol? member, CancellationToken cancellationToken) =>
        _serves.Value && Contains(member, SearchLimits.DeepestCall, cancellationToken);

    private bool Contains(ISymbol? member, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0
            || member is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            || code.Known.Hosting.IsStartup(method))
        {
            return false;
        }

        ImmutableArray<IOperation> callers = code.Callers.Of(method, cancellationToken);
        return callers.IsEmpty
            ? !code.Callers.IsHandedOver(method, cancellationToken)
            : callers.Any(caller => !IsKept(caller) && Contains(OperationTree.MethodOf(caller), depth - 1, cancellationToken));
    }

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
