using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>What starts a process and serves requests in it.</summary>
internal sealed class KnownHosting(Compilation compilation)
{
    private readonly KnownType _builders = new(
        compilation,
        "Microsoft.Extensions.DependencyInjection.IServiceCollection", "Microsoft.Extensions.Hosting.IHostBuilder",
        "Microsoft.Extensions.Hosting.IHostApplicationBuilder", "Microsoft.AspNetCore.Hosting.IWebHostBuilder",
        "Microsoft.AspNetCore.Builder.IApplicationBuilder", "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder");

    private readonly KnownType _services = new(compilation, "Microsoft.Extensions.Hosting.IHostedService");
    private readonly KnownType _controller = new(compilation, "Microsoft.AspNetCore.Mvc.ControllerBase");
    private readonly KnownType _functions = new(compilation, "Amazon.Lambda.AspNetCoreServer.AbstractAspNetCoreFunction`2");
    private readonly KnownType _hosting = new(compilation, "Microsoft.Extensions.DependencyInjection.ServiceCollectionExtensions");

    /// <summary>Whether a method has ASP.NET Core served by Lambda.</summary>
    public bool IsAddHosting(IMethodSymbol method) => method.Name == AddHosting && _hosting.Is(method.ContainingType);

    /// <summary>The name of that method, by which its calls are found.</summary>
    public const string AddHosting = "AddAWSLambdaHosting";

    /// <summary>Whether a method runs once: a program's own, one that sets services up, one of a service that a host starts.</summary>
    public bool IsStartup(IMethodSymbol method) =>
        method is { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName }
        || method.Parameters.Any(parameter => _builders.IsImplementedBy(parameter.Type))
        || _services.IsImplementedBy(method.ContainingType);

    /// <summary>Whether an object of a type is made for each request.</summary>
    public bool IsController(ITypeSymbol type) => _controller.IsBaseOf(type);

    /// <summary>Whether a type is a function of Lambda that serves ASP.NET Core.</summary>
    public bool IsFunction(ITypeSymbol type) => _functions.IsBaseOf(type);
}
