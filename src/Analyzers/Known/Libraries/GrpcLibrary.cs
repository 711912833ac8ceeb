using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>gRPC, whose generated clients take a point in time as the call's end.</summary>
internal sealed class GrpcLibrary(Compilation compilation, KnownTimes known) : KnownLibrary
{
    private readonly KnownType _client = new(compilation, "Grpc.Core.ClientBase");
    private readonly KnownType _invoker = new(compilation, "Grpc.Core.CallInvoker");
    private readonly KnownType _options = new(compilation, "Grpc.Core.CallOptions");

    public override bool IsReferenced => _client.Exists;

    public override bool IsCall(IMethodSymbol method) => _client.IsBaseOf(method.ContainingType) || _invoker.IsBaseOf(method.ContainingType);

    public override bool IsLimit(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.MethodKind == MethodKind.Constructor)
            return parameter.Name == "deadline" && _options.Is(method.ContainingType);
        if (!known.IsPointInTime(parameter.Type))
            return false;

        return IsNamedForLimit(method) || (parameter.Name == "deadline" && _client.IsBaseOf(method.ContainingType));
    }

    public override bool IsNamedForLimit(IMethodSymbol method) => method.Name == "WithDeadline" && _options.Is(method.ContainingType);
}
