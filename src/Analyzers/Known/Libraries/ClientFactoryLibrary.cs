using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>Clients that a container makes: how they are registered, given handlers, and asked for.</summary>
internal sealed class ClientFactoryLibrary(Compilation compilation, HttpLibrary http)
{
    private readonly KnownType _factory = new(compilation, "System.Net.Http.IHttpClientFactory", "System.Net.Http.HttpClientFactoryExtensions");

    private readonly KnownType _clients = new(
        compilation,
        "Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions",
        "Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions",
        "Microsoft.Extensions.DependencyInjection.GrpcClientServiceExtensions", "Refit.HttpClientFactoryExtensions");

    private readonly KnownType _builder = new(compilation, "Microsoft.Extensions.DependencyInjection.IHttpClientBuilder");

    private readonly KnownType _services = new(
        compilation,
        "Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions",
        "Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions");

    private readonly KnownType _options = new(compilation, "Microsoft.Extensions.Http.HttpClientFactoryOptions");

    private readonly KnownType _provider = new(
        compilation,
        "System.IServiceProvider", "Microsoft.Extensions.DependencyInjection.IKeyedServiceProvider",
        "Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions",
        "Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions");

    /// <summary>The names of the methods that give a client a handler, by which their calls are found.</summary>
    public static readonly string[] HandlerMethods =
        ["AddHttpMessageHandler", "ConfigurePrimaryHttpMessageHandler", "ConfigureAdditionalHttpMessageHandlers",
            "ConfigureHttpMessageHandlerBuilder"];

    /// <summary>The names of the methods that register a client of a name or type, by which their calls are found.</summary>
    public static readonly string[] ClientMethods = ["AddHttpClient", "AddRefitClient"];

    /// <summary>The names of the methods that may set a client's timeout, by which their calls are found.</summary>
    public static readonly string[] ConfiguringMethods = [.. ClientMethods, "AddGrpcClient", "ConfigureHttpClient"];

    /// <summary>The member of the options of a client that has what is done with each new one.</summary>
    public const string Actions = "HttpClientActions";

    /// <summary>The name of the method that registers a service of which each scope has one, by which its calls are found.</summary>
    public const string AddScoped = "AddScoped";

    /// <summary>The names of the methods that register a service, by which their calls are found.</summary>
    public static readonly string[] ServiceMethods = ["AddSingleton", AddScoped, "AddTransient", "AddKeyedSingleton", "TryAddSingleton"];

    private static readonly string[] s_shortLived =
        [AddScoped, "AddTransient", "AddKeyedScoped", "AddKeyedTransient", "TryAddScoped", "TryAddTransient"];

    /// <summary>Whether a method registers a service that is made anew for each scope, or whenever it is asked for.</summary>
    public bool IsShortLived(IMethodSymbol method) => s_shortLived.Contains(method.Name) && _services.Is(method.ContainingType);

    /// <summary>Whether a method asks a factory for a client.</summary>
    public bool IsCreate(IMethodSymbol method) => method.Name == "CreateClient" && _factory.Is(method.ContainingType);

    /// <summary>Whether a method registers a client, or says whose a registered one is.</summary>
    public bool IsClient(IMethodSymbol method) =>
        method.Name is "AddHttpClient" or "AddRefitClient" or "AddGrpcClient" or "AddTypedClient" && _clients.Is(method.ContainingType);

    /// <summary>Whether a method gives a registered client a handler.</summary>
    public bool IsHandler(IMethodSymbol method) => HandlerMethods.Contains(method.Name) && _clients.Is(method.ContainingType);

    /// <summary>Whether a method configures all clients.</summary>
    public bool IsDefaults(IMethodSymbol method) => method.Name == "ConfigureHttpClientDefaults" && _clients.Is(method.ContainingType);

    /// <summary>Whether a method configures a registered client.</summary>
    public bool IsConfiguration(IMethodSymbol method) => method.Name == "ConfigureHttpClient" && _clients.Is(method.ContainingType);

    /// <summary>Whether a call sets the options of a client, by name, or those of all.</summary>
    public bool IsOptions(IInvocationOperation call) =>
        call.TargetMethod.Name is "Configure" or "PostConfigure" or "ConfigureAll" or "PostConfigureAll"
            && call.TargetMethod.TypeArguments is { Length: 1 } types
            && _options.Is(types[0]);

    /// <summary>Whether a type is a registration that more can be said of.</summary>
    public bool IsBuilder(ITypeSymbol? type) => _builder.IsImplementedBy(type);

    /// <summary>Whether a method registers a service.</summary>
    public bool IsService(IMethodSymbol method) => ServiceMethods.Contains(method.Name) && _services.Is(method.ContainingType);

    /// <summary>Whether a method registers a client as a service.</summary>
    public bool IsClientService(IInvocationOperation registration) =>
        IsService(registration.TargetMethod)
        && (registration.TargetMethod.TypeArguments is { Length: > 0 } types
            ? http.IsClient(types[0])
            : registration.Arguments.Any(argument => http.IsClient(
                argument.Value is IConversionOperation conversion ? conversion.Operand.Type : argument.Value.Type)));

    /// <summary>Whether a method asks a container for a service.</summary>
    public bool IsLookup(IMethodSymbol method) =>
        method.Name is "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService"
            && _provider.IsImplementedBy(method.ContainingType);
}
