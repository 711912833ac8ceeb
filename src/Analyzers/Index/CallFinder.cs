using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells whether code makes outgoing calls: itself, or in the compilation's own methods that it calls.</summary>
internal sealed class CallFinder(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>Whether an asynchronous call of any library that itself sends requests is an outgoing one.</summary>
    public bool CountsForeign { get; init; }

    /// <summary>Whether an operation is, or contains, an outgoing call.</summary>
    public bool IsIn(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            // urls.Select(Fetch)
            if (part is IMethodReferenceOperation { Method: { } method }
                && (code.Outgoing.IsHttp(method) || (code.Known.IsTask(method.ReturnType) && IsMadeIn(method))))
            {
                return true;
            }

            if (part is not IInvocationOperation invocation)
                continue;
            if (code.Outgoing.KindOf(invocation) != OutgoingKind.None || IsForeign(invocation))
                return true;
            if (code.Known.IsTask(invocation.Type) && IsMadeIn(invocation.TargetMethod))
                return true;
        }

        return false;
    }

    // The answer for a method is kept only where the search began: within a cycle of calls it is not the whole one.
    private bool IsMadeIn(IMethodSymbol method)
    {
        if (CountsForeign)
            return Makes(method, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

        return code.Calling.TryGetValue(method, out bool known)
            ? known
            : code.Calling.GetOrAdd(method, Makes(method, new HashSet<ISymbol>(SymbolEqualityComparer.Default)));
    }

    private bool Makes(IMethodSymbol method, HashSet<ISymbol> visited)
    {
        foreach (IMethodSymbol target in visited.Count < SearchLimits.MostMethods ? code.Implementations.Of(method) : [])
        {
            if (!visited.Add(target))
                continue;

            foreach (IOperation operation in code.BodiesOf(target, cancellationToken).SelectMany(static body => body.Descendants()))
            {
                if (operation is IInvocationOperation invocation
                    && (code.Outgoing.KindOf(invocation) is OutgoingKind.Http or OutgoingKind.Library
                        || IsForeign(invocation)
                        || (code.Known.IsTask(invocation.Type) && Makes(invocation.TargetMethod, visited))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsForeign(IInvocationOperation invocation) =>
        CountsForeign && code.Known.IsTask(invocation.Type) && code.Known.Foreign.SendsRequests(invocation.TargetMethod);
}
