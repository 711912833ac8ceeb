using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Tells which calls go out over HTTP: those of the catalogue, and those that the project's settings name.</summary>
internal sealed class OutgoingCalls(KnownSymbols known, Settings settings)
{
    // Each rule asks for each call of a project, and most of them call the same methods.
    private readonly ConcurrentDictionary<IMethodSymbol, OutgoingKind> _kinds = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, KnownLibrary?> _needing = new(SymbolEqualityComparer.Default);

    /// <summary>What kind of outgoing call an invocation is.</summary>
    public OutgoingKind KindOf(IInvocationOperation invocation) =>
        _kinds.TryGetValue(invocation.TargetMethod, out OutgoingKind kind) ? kind : _kinds.GetOrAdd(invocation.TargetMethod, FindKind);

    private OutgoingKind FindKind(IMethodSymbol method)
    {
        if (IsHttp(method))
            return OutgoingKind.Http;
        if (known.Http.IsBodyRead(method))
            return OutgoingKind.Body;

        return method.ContainingType is not null && known.Libraries.Any(library => library.IsCall(method)) ? OutgoingKind.Library : OutgoingKind.None;
    }

    /// <summary>Whether a method sends a request with an HTTP client, or is named in the settings as one that does.</summary>
    public bool IsHttp(IMethodSymbol method) => known.Http.IsSend(method) || settings.IsHttpMethod(method);

    /// <summary>The library whose call this is, if it is reported without a token or time; null if it is not.</summary>
    public KnownLibrary? NeedingLimit(IMethodSymbol method) =>
        _needing.TryGetValue(method, out KnownLibrary? library) ? library : _needing.GetOrAdd(method, FindNeeding);

    private KnownLibrary? FindNeeding(IMethodSymbol method) =>
        method.ContainingType is null ? null : known.Libraries.FirstOrDefault(library => library.NeedsLimit(method));

    /// <summary>The argument for a call's token; null where the overload has none.</summary>
    public IArgumentOperation? TokenOf(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (known.IsToken(argument.Parameter?.Type))
                return argument;
        }

        return null;
    }
}
