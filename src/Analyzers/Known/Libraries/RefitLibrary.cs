using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>Refit, whose clients are interfaces of the project: a method has no body but an attribute with the request.</summary>
internal sealed class RefitLibrary(Compilation compilation) : KnownLibrary
{
    private readonly KnownType _request = new(compilation, "Refit.HttpMethodAttribute");

    private readonly KnownType _timeout = new(compilation, "Refit.TimeoutAttribute");

    public override bool IsReferenced => _request.Exists;

    public override bool IsCall(IMethodSymbol method) => method.ContainingType is { TypeKind: TypeKind.Interface } && _request.IsOn(method);

    public override bool NeedsLimit(IMethodSymbol method) => IsCall(method);

    // Its times are attributes, which no code passes.
    public override bool MayBeToldTime(Func<string, bool> isMentioned) => false;

    public override bool HasFixedTime(IMethodSymbol method) => _timeout.IsOn(method);
}
