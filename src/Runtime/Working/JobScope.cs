using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Working;

/// <summary>The services of one invocation; neither the container nor the scope exists before a job asks for them.</summary>
internal sealed class JobScope(Func<IServiceScopeFactory> services, MethodLogScope log) : IAsyncDisposable
{
    private readonly object _gate = new();
    private AsyncServiceScope? _scope;

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                if (_scope is null)
                {
                    _scope = services().CreateAsyncScope();
                    log.Begin();
                }

                return _scope.Value.ServiceProvider;
            }
        }
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
