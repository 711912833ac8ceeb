using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>Flurl, whose calls begin with an address and may be told their time on the way.</summary>
internal sealed class FlurlLibrary(Compilation compilation, KnownTimes known) : KnownLibrary
{
    private const string Root = "Flurl";

    private readonly KnownType _client = new(compilation, "Flurl.Http.IFlurlClient");
    private readonly KnownType _requests = new(compilation, "Flurl.Http.FlurlRequest", "Flurl.Http.IFlurlRequest");

    public override bool IsReferenced => _client.Exists;

    public override bool IsCall(IMethodSymbol method) => IsIn(method.ContainingType, Root) && known.IsTask(method.ReturnType);

    // What reads a response has no token to take.
    public override bool NeedsLimit(IMethodSymbol method) => IsCall(method) && method.Parameters.Any(parameter => known.IsToken(parameter.Type));

    public override ImmutableArray<string> Defaults => ["WithDefaults", "ConfigureClientForUrl", "ConfigureClient", "GlobalSettings"];

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) =>
        property.Name == "Timeout" && IsIn(property.ContainingType, Root);

    public override bool IsLimit(IMethodSymbol method, IParameterSymbol parameter) =>
        IsNamedForLimit(method) && (KnownTimes.IsNumber(parameter.Type) || known.IsTimeSpan(parameter.Type));

    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced && (isMentioned("Timeout") || isMentioned("WithTimeout"));

    public override bool IsNamedForLimit(IMethodSymbol method) => method.Name == "WithTimeout" && IsIn(method.ContainingType, Root);

    public override string? UnitOf(IMethodSymbol method) => IsNamedForLimit(method) ? "FromSeconds" : null;

    public override bool IsRequest(ITypeSymbol type) => _requests.Is(type);
}
