using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>WebRequest and WebClient, the platform's clients of before.</summary>
internal sealed class WebRequestLibrary(Compilation compilation) : KnownLibrary
{
    private static readonly string[] s_clientCalls = ["Download", "Upload", "Open"];

    private readonly KnownType _webRequest = new(compilation, "System.Net.WebRequest");
    private readonly KnownType _requests =
        new(compilation, "System.Net.WebRequest", "System.Net.HttpWebRequest", "System.Net.FtpWebRequest");

    private readonly KnownType _client = new(compilation, "System.Net.WebClient");

    public override bool IsReferenced => _webRequest.Exists;

    public override bool IsCall(IMethodSymbol method) => _requests.Is(method.ContainingType)
        ? method.Name is "GetResponse" or "GetResponseAsync" or "GetRequestStream" or "GetRequestStreamAsync"
        : BeginsWithAny(method.Name, s_clientCalls) && _client.Is(method.ContainingType);

    public override bool NeedsLimit(IMethodSymbol method) => IsCall(method) && !method.Name.StartsWith("GetRequestStream", StringComparison.Ordinal);

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) =>
        property.Name is "Timeout" or "ReadWriteTimeout" && _requests.Is(property.ContainingType);

    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced && (isMentioned("Timeout") || isMentioned("ReadWriteTimeout"));

    public override bool IsRequest(ITypeSymbol type) => _webRequest.IsBaseOf(type);
}
