using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>gRPC, whose generated clients take a point in time as the call's end.</summary>
internal sealed class GrpcLibrary(Compilation compilation, KnownTimes known) : KnownLibrary
{
    private const string Deadline = "deadline";

    private readonly KnownType _client = new(compilation, "Grpc.Core.ClientBase");
    private readonly KnownType _invoker = new(compilation, "Grpc.Core.CallInvoker");
    private readonly KnownType _options = new(compilation, "Grpc.Core.CallOptions");

    private readonly KnownType _begun = new(
        compilation, "Grpc.Core.AsyncUnaryCall`1", "Grpc.Core.AsyncClientStreamingCall`2", "Grpc.Core.AsyncServerStreamingCall`1",
        "Grpc.Core.AsyncDuplexStreamingCall`2");

    public override bool IsReferenced => _client.Exists;

    public override bool IsCall(IMethodSymbol method) => _client.IsBaseOf(method.ContainingType) || _invoker.IsBaseOf(method.ContainingType);

    // Of a client's methods those that the generator makes of calls.
    public override bool NeedsLimit(IMethodSymbol method) =>
        _client.IsBaseOf(method.ContainingType) && method.Parameters.Any(parameter => _options.Is(parameter.Type) || IsDeadline(parameter));

    public override ImmutableArray<string> Interceptors => ["Intercept", "AddInterceptor", "EnableCallContextPropagation"];

    public override bool IsBegunCall(ITypeSymbol type) => _begun.Is(type);

    public override bool IsRequest(ITypeSymbol type) => _options.Is(type);

    public override bool IsLimit(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.MethodKind == MethodKind.Constructor)
            return parameter.Name == Deadline && _options.Is(method.ContainingType);
        if (!known.IsPointInTime(parameter.Type))
            return false;

        return IsNamedForLimit(method) || (parameter.Name == Deadline && _client.IsBaseOf(method.ContainingType));
    }

    // A client's deadline may be passed without a word; the client itself comes from somewhere, be it another assembly.
    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced
        && (isMentioned("Grpc") || isMentioned(Deadline) || isMentioned("WithDeadline") || isMentioned("CallOptions") || IsUsedElsewhere);

    private bool IsUsedElsewhere => _client.IsUsedElsewhere("Grpc.");

    public override bool IsNamedForLimit(IMethodSymbol method) => method.Name == "WithDeadline" && _options.Is(method.ContainingType);

    private bool IsDeadline(IParameterSymbol parameter) => parameter.Name == Deadline && known.IsPointInTime(parameter.Type);
}
