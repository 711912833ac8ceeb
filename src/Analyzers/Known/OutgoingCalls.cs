using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Tells which calls go out over HTTP: those of the catalogue, and those that the project's settings name.</summary>
internal sealed class OutgoingCalls(KnownSymbols known, Settings settings)
{
    // Each rule asks for each call of a project, and most of them call the same methods.
    private readonly ConcurrentDictionary<IMethodSymbol, OutgoingMethod> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>What the rules ask of a method that is called.</summary>
    public OutgoingMethod Of(IMethodSymbol method) =>
        _methods.TryGetValue(method, out OutgoingMethod? found) ? found : _methods.GetOrAdd(method, Find);

    /// <summary>What kind of outgoing call an invocation is.</summary>
    public OutgoingKind KindOf(IInvocationOperation invocation) => Of(invocation.TargetMethod).Kind;

    /// <summary>The library whose call this is, if it is reported without a token or time; null if it is not.</summary>
    public KnownLibrary? NeedingLimit(IMethodSymbol method) => Of(method).NeedingLimit;

    private OutgoingMethod Find(IMethodSymbol method)
    {
        // What needs a limit is a call of its library, which nearly no method is.
        bool isLibrary = method.ContainingType is not null && known.Libraries.Any(library => library.IsCall(method));
        KnownLibrary? needing = isLibrary ? known.Libraries.FirstOrDefault(library => library.NeedsLimit(method)) : null;
        OutgoingKind kind = IsHttp(method) ? OutgoingKind.Http
            : known.Http.IsBodyRead(method) ? OutgoingKind.Body
            : isLibrary ? OutgoingKind.Library : OutgoingKind.None;
        bool mayHandTokenOn = kind == OutgoingKind.None && method.Parameters.Any(parameter => known.IsToken(parameter.Type));
        return new OutgoingMethod(kind, needing, mayHandTokenOn);
    }

    /// <summary>Whether a method sends a request with an HTTP client, or is named in the settings as one that does.</summary>
    public bool IsHttp(IMethodSymbol method) => known.Http.IsSend(method) || settings.IsHttpMethod(method);

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
