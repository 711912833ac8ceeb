using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Working;

/// <summary>The services of one invocation; neither the container nor the scope exists before a job asks for them.</summary>
internal sealed class JobScope(Func<IServiceScopeFactory?> services) : IAsyncDisposable
{
    private readonly object _gate = new();
    private AsyncServiceScope? _scope;

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                _scope ??= services()?.CreateAsyncScope() ?? throw new InvalidOperationException(
                    "There are no services: mark one static method that takes an IServiceCollection with [JobServices].");
                return _scope.Value.ServiceProvider;
            }
        }
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
