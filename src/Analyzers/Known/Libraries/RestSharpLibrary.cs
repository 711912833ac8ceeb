using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>RestSharp, whose clients and requests have a time of their own.</summary>
internal sealed class RestSharpLibrary(Compilation compilation) : KnownLibrary
{
    private const string Root = "RestSharp";

    private static readonly string[] s_calls = ["Execute", "Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "Download", "Stream"];

    private readonly KnownType _client = new(compilation, "RestSharp.RestClient");
    private readonly KnownType _clients = new(compilation, "RestSharp.IRestClient");
    private readonly KnownType _requests = new(compilation, "RestSharp.RestRequest", "RestSharp.IRestRequest");
    private readonly KnownType _extensions = new(compilation, "RestSharp.RestClientExtensions", "RestSharp.RestClientSyncExtensions");

    public override bool IsReferenced => _client.Exists;

    public override bool IsCall(IMethodSymbol method) =>
        !method.ReturnsVoid && BeginsWithAny(method.Name, s_calls) && IsIn(method.ContainingType, Root)
            && (IsClient(method.ContainingType) || _extensions.Is(method.ContainingType));

    public override bool NeedsLimit(IMethodSymbol method) => IsCall(method);

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) =>
        property.Name is "Timeout" or "MaxTimeout" or "ReadWriteTimeout" && IsIn(property.ContainingType, Root);

    public override bool IsLimit(IMethodSymbol method, IParameterSymbol parameter) => IsNamedForLimit(method);

    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced && (isMentioned("Timeout") || isMentioned("MaxTimeout") || isMentioned("ReadWriteTimeout") || isMentioned("SetTimeout"));

    public override bool IsNamedForLimit(IMethodSymbol method) => method.Name == "SetTimeout" && IsIn(method.ContainingType, Root);

    public override bool IsRequest(ITypeSymbol type) => _requests.Is(type);

    private bool IsClient(ITypeSymbol? type) => _client.IsBaseOf(type) || _clients.IsImplementedBy(type);
}
