using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>The scopes of an application that registers no services: they have loggers, and say of anything else what to do.</summary>
internal sealed class UnregisteredScopes(IServiceScopeFactory scopes) : IServiceScopeFactory
{
    public IServiceScope CreateScope() => new Scope(scopes.CreateScope());

    private sealed class Scope(IServiceScope inner) : IServiceScope, IServiceProvider, ISupportRequiredService
    {
        public IServiceProvider ServiceProvider => this;

        public object? GetService(Type serviceType) => inner.ServiceProvider.GetService(serviceType);

        public object GetRequiredService(Type serviceType) => GetService(serviceType) ?? throw new InvalidOperationException(
            $"There is no service {serviceType}, since there are no services: mark one static method that takes an IServiceCollection "
            + "with [JobServices].");

        public void Dispose() => inner.Dispose();
    }
}
