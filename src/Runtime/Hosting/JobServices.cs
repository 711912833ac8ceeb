using AsyncJobs.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>The application's services. The container is built when it is first needed.</summary>
/// <param name="configure">Registers them; null where there are none.</param>
/// <param name="environment">The application's own environment, which its services can ask for; null where it is the process's.</param>
internal sealed class JobServices(Action<IServiceCollection>? configure, Func<string, string?>? environment = null) : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider>? _provider = configure is null ? null : new(() => Build(configure, environment));

    /// <summary>The container; null where there is none.</summary>
    public IServiceProvider? Provider => _provider?.Value;

    /// <summary>Makes the scopes of invocations; null where there are no services.</summary>
    public IServiceScopeFactory? Scopes => Provider?.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Whether a service is registered. Does not make it.</summary>
    public bool Registers<T>() => Provider?.GetRequiredService<IServiceProviderIsService>().IsService(typeof(T)) is true;

    /// <summary>Disposes of the container, if it was built.</summary>
    public ValueTask DisposeAsync() => _provider is { IsValueCreated: true } provider ? provider.Value.DisposeAsync() : default;

    private static ServiceProvider Build(Action<IServiceCollection> configure, Func<string, string?>? environment)
    {
        ServiceCollection services = new();
        if (environment is not null)
            services.AddKeyedSingleton(ServiceKeys.Environment, environment);
        configure(services);
        return services.BuildServiceProvider();
    }
}
