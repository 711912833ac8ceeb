using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>The platform's HttpClient, its handlers, and what other libraries add to it as extensions.</summary>
internal sealed class HttpLibrary(Compilation compilation, KnownTimes known) : KnownLibrary
{
    /// <summary>The name of the property that has a client's time.</summary>
    public const string Timeout = "Timeout";

    /// <summary>The name of the method whose answer is a body that is still on its way.</summary>
    public const string GetStream = "GetStreamAsync";

    /// <summary>The words of which code has one that does not wait for a body.</summary>
    public static readonly string[] StreamingWords = [GetStream, "ResponseHeadersRead", "HttpCompletionOption"];

    private static readonly string[] s_bodyReads = ["Read", "CopyTo", "LoadIntoBuffer"];

    private readonly KnownType _senders = new(compilation, "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker");
    private readonly KnownType _handlers = new(compilation, "System.Net.Http.HttpMessageHandler", "System.Net.Http.DelegatingHandler");
    private readonly KnownType _delegatingHandler = new(compilation, "System.Net.Http.DelegatingHandler");
    private readonly KnownType _jsonExtensions = new(compilation, "System.Net.Http.Json.HttpClientJsonExtensions");
    private readonly KnownType _content = new(compilation, "System.Net.Http.HttpContent");
    private readonly KnownType _contentExtensions = new(compilation, "System.Net.Http.Json.HttpContentJsonExtensions",
        "System.Net.Http.HttpContentExtensions");
    private readonly KnownType _completionOption = new(compilation, "System.Net.Http.HttpCompletionOption");

    public override bool IsReferenced => Invoker.Exists;

    // Its Timeout is no other library's.
    public override bool MayBeToldTime(Func<string, bool> isMentioned) => false;

    public KnownType Client { get; } = new(compilation, "System.Net.Http.HttpClient");

    /// <summary>The client's base, which sends as well.</summary>
    public KnownType Invoker { get; } = new(compilation, "System.Net.Http.HttpMessageInvoker");

    public bool IsClient(ITypeSymbol? type) => Client.IsBaseOf(type);

    public bool IsInvoker(ITypeSymbol? type) => Invoker.IsBaseOf(type);

    public bool IsHandler(ITypeSymbol? type) => _handlers.IsBaseOf(type);

    /// <summary>Whether a type is a handler around another one.</summary>
    public bool IsDelegatingHandler(ITypeSymbol? type) => _delegatingHandler.IsBaseOf(type);

    public bool IsContent(ITypeSymbol? type) => _content.IsBaseOf(type);

    /// <summary>Whether a type says if a call waits for the body.</summary>
    public bool IsCompletionOption(ITypeSymbol? type) => _completionOption.Is(type);

    /// <summary>Whether a reference is to a client's Timeout.</summary>
    public bool IsTimeout(IOperation reference) =>
        reference is IPropertyReferenceOperation { Property: { Name: Timeout } property } && Client.Is(property.ContainingType);

    /// <summary>Whether a reference is to the handler inside of another one.</summary>
    public bool IsInnerHandler(IOperation reference) =>
        reference is IPropertyReferenceOperation { Property: { Name: "InnerHandler" } property } && _delegatingHandler.Is(property.ContainingType);

    /// <summary>Whether a method sends a request by a client, or is a handler's call of the next one.</summary>
    public bool IsSend(IMethodSymbol method)
    {
        if (method.Name != "Send" && !method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != "GetFromJsonAsAsyncEnumerable")
            return false;

        IMethodSymbol definition = method;
        while (definition.OverriddenMethod is { } overridden)
            definition = overridden;

        INamedTypeSymbol? type = definition.ContainingType;
        if (type is { TypeKind: TypeKind.Extension, ContainingType: { } extensions })
            return extensions.GetMembers(method.Name).OfType<IMethodSymbol>().Any(compiled => IsCompiledFrom(compiled, method) && IsSend(compiled));
        if (!method.IsExtensionMethod)
            return _senders.Is(type) || (definition.Name is "Send" or "SendAsync" && _handlers.Is(type));

        // What other libraries add to the client sends requests; what this project adds is looked into.
        return type is { DeclaringSyntaxReferences.IsEmpty: true } && method.Parameters.Length > 0 && IsInvoker(method.Parameters[0].Type)
            && (_jsonExtensions.Is(type) || method.Parameters.Any(parameter => known.IsToken(parameter.Type)));
    }

    // An extension block's method is compiled to a static one of the class around it.
    private static bool IsCompiledFrom(IMethodSymbol compiled, IMethodSymbol method) =>
        compiled.IsExtensionMethod && compiled.Parameters.Length == method.Parameters.Length + 1;

    /// <summary>Whether a method reads a response's body.</summary>
    public bool IsBodyRead(IMethodSymbol method) =>
        BeginsWithAny(method.Name, s_bodyReads) && (IsContent(method.ContainingType) || _contentExtensions.Is(method.ContainingType));
}
