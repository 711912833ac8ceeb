using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Jobs;

/// <summary>The services of one invocation; neither the container nor the scope exists before a job asks for them.</summary>
internal sealed class JobScope(JobApp app) : IAsyncDisposable
{
    private readonly object _gate = new();
    private AsyncServiceScope? _scope;

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                _scope ??= app.ServiceScopes?.CreateAsyncScope() ?? throw new InvalidOperationException(
                    "There are no services: mark one static method that takes an IServiceCollection with [JobServices].");
                return _scope.Value.ServiceProvider;
            }
        }
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
