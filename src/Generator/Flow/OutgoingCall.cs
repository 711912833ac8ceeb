using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>Tells which calls go out over HTTP.</summary>
internal static class OutgoingCall
{
    /// <summary>What kind of outgoing call an invocation is.</summary>
    public static OutgoingKind KindOf(IInvocationOperation invocation, Settings settings)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (IsHttp(method, settings))
            return OutgoingKind.Http;
        if (IsBodyRead(method))
            return OutgoingKind.Body;

        return IsLibraryCall(method) ? OutgoingKind.Library : OutgoingKind.None;
    }

    /// <summary>Whether a method sends a request with an HTTP client, or is named in the settings as one that does.</summary>
    public static bool IsHttp(IMethodSymbol method, Settings settings) =>
        (IsHttpName(method.Name) && IsHttp(method)) || Settings.Contains(settings.HttpMethods, method);

    /// <summary>The client that sends the request; null for a handler's call of the next one.</summary>
    public static IOperation? ClientOf(IInvocationOperation invocation)
    {
        IOperation? client = invocation.Instance
            ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        while (client is IConversionOperation { IsImplicit: true } conversion)
            client = conversion.Operand;
        if (client is IConditionalAccessInstanceOperation instance)
            client = OperationTree.ReceiverOf(instance);
        return client;
    }

    /// <summary>The argument for the call's token; null where the overload has none.</summary>
    public static IArgumentOperation? TokenOf(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (Library.IsToken(argument.Parameter?.Type))
                return argument;
        }

        return null;
    }

    /// <summary>Whether a method reads an HTTP response's body.</summary>
    public static bool IsBodyRead(IMethodSymbol method)
    {
        if (!method.Name.StartsWith("Read", StringComparison.Ordinal) && !method.Name.StartsWith("CopyTo", StringComparison.Ordinal) && !method.Name.StartsWith("LoadIntoBuffer", StringComparison.Ordinal))
            return false;

        return method.ContainingType is { } type
            && (type.DerivesFrom(Library.Http, "HttpContent") || type.Is("System.Net.Http.Json", "HttpContentJsonExtensions") || type.Is(Library.Http, "HttpContentExtensions"));
    }

    /// <summary>Whether a method is one of Refit: it has no body but an attribute with the request.</summary>
    public static bool IsRefit(IMethodSymbol method)
    {
        if (method.ContainingType is not { TypeKind: TypeKind.Interface })
            return false;

        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.DerivesFrom("Refit", "HttpMethodAttribute") == true)
                return true;
        }

        return false;
    }

    private static bool IsHttpName(string name) => name switch
    {
        "Send" or "SendAsync" or "GetAsync" or "GetStringAsync" or "GetByteArrayAsync" or "GetStreamAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync"
            or "GetFromJsonAsync" or "GetFromJsonAsAsyncEnumerable" or "PostAsJsonAsync" or "PutAsJsonAsync" or "PatchAsJsonAsync" or "DeleteFromJsonAsync" => true,
        _ => name.EndsWith("Async", StringComparison.Ordinal),
    };

    private static bool IsHttp(IMethodSymbol method)
    {
        IMethodSymbol definition = method;
        while (definition.OverriddenMethod is { } overridden)
            definition = overridden;

        INamedTypeSymbol? type = definition.ContainingType;
        if (type is null)
            return false;

        if (!method.IsExtensionMethod)
        {
            return type.Is(Library.Http, "HttpClient") || type.Is(Library.Http, "HttpMessageInvoker")
                || ((type.Is(Library.Http, "HttpMessageHandler") || type.Is(Library.Http, "DelegatingHandler")) && definition.Name is "Send" or "SendAsync");
        }

        // What other libraries add to the client sends requests; what this project adds is looked into.
        return type.DeclaringSyntaxReferences.IsEmpty
            && method.Parameters.Length > 0
            && Library.IsInvoker(method.Parameters[0].Type)
            && HasToken(method);
    }

    private static bool HasToken(IMethodSymbol method)
    {
        if (method.ContainingType.Is("System.Net.Http.Json", "HttpClientJsonExtensions"))
            return true;

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Library.IsToken(parameter.Type))
                return true;
        }

        return false;
    }

    private static bool IsLibraryCall(IMethodSymbol method)
    {
        INamedTypeSymbol? type = method.ContainingType;
        if (type is null)
            return false;

        string root = RootNamespace(type);
        return root switch
        {
            "RestSharp" => !method.ReturnsVoid && IsRequestName(method.Name) && type.Name is not ("RestRequest" or "RestClientOptions" or "RestRequestExtensions"),
            "Flurl" => Library.IsTask(method.ReturnType),
            "Amazon" => method.Name.EndsWith("Async", StringComparison.Ordinal)
                && (type.DerivesFrom("Amazon.Runtime", "AmazonServiceClient") || type.Implements("Amazon.Runtime", "IAmazonService")),
            _ => IsRefit(method) || IsGrpc(type) || IsLegacy(type, method.Name),
        };
    }

    private static bool IsLegacy(INamedTypeSymbol type, string name) =>
        type.Is("System.Net", "WebRequest") || type.Is("System.Net", "HttpWebRequest")
            ? name is "GetResponse" or "GetResponseAsync" or "GetRequestStream" or "GetRequestStreamAsync"
            : type.Is("System.Net", "WebClient")
                && (name.StartsWith("Download", StringComparison.Ordinal) || name.StartsWith("Upload", StringComparison.Ordinal) || name.StartsWith("Open", StringComparison.Ordinal));

    private static bool IsGrpc(INamedTypeSymbol type) => type.DerivesFrom("Grpc.Core", "ClientBase") || type.DerivesFrom("Grpc.Core", "CallInvoker");

    private static bool IsRequestName(string name) =>
        name.StartsWith("Execute", StringComparison.Ordinal) || name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Post", StringComparison.Ordinal)
        || name.StartsWith("Put", StringComparison.Ordinal) || name.StartsWith("Patch", StringComparison.Ordinal) || name.StartsWith("Delete", StringComparison.Ordinal)
        || name.StartsWith("Head", StringComparison.Ordinal) || name.StartsWith("Download", StringComparison.Ordinal) || name.StartsWith("Stream", StringComparison.Ordinal);

    private static string RootNamespace(INamedTypeSymbol type)
    {
        INamespaceSymbol? current = type.ContainingNamespace;
        string name = "";
        while (current is { IsGlobalNamespace: false })
        {
            name = current.Name;
            current = current.ContainingNamespace;
        }

        return name;
    }
}
