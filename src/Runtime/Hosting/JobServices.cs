using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>The application's services. The container is built when it is first needed.</summary>
/// <param name="configure">Registers them; null where there are none.</param>
internal sealed class JobServices(Action<IServiceCollection>? configure)
{
    private readonly Lazy<ServiceProvider>? _provider = configure is null ? null : new(() => Build(configure));

    /// <summary>The container; null where there is none.</summary>
    public IServiceProvider? Provider => _provider?.Value;

    /// <summary>Makes the scopes of invocations; null where there are no services.</summary>
    public IServiceScopeFactory? Scopes => Provider?.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Whether a service is registered. Does not make it.</summary>
    public bool Registers<T>() => Provider?.GetRequiredService<IServiceProviderIsService>().IsService(typeof(T)) is true;

    private static ServiceProvider Build(Action<IServiceCollection> configure)
    {
        ServiceCollection services = new();
        configure(services);
        return services.BuildServiceProvider();
    }
}
