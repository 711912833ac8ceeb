using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Working;

/// <summary>The services of one invocation; neither the container nor the scope exists before a job asks for them.</summary>
internal sealed class JobScope(Func<IServiceScopeFactory> services) : IAsyncDisposable
{
    private readonly object _gate = new();
    private AsyncServiceScope? _scope;

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
                return (_scope ??= services().CreateAsyncScope()).ServiceProvider;
        }
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
