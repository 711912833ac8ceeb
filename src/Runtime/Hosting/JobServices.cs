using AsyncJobs.Logging;
using AsyncJobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>The application's services. The container is built when it is first needed, or at the start of an application that asks for it.</summary>
/// <param name="configure">Registers them; null where there are none but loggers.</param>
/// <param name="log">The application's log, which loggers write into where none are registered.</param>
/// <param name="environment">The application's own environment, which its services can ask for; null where it is the process's.</param>
internal sealed class JobServices(Action<IServiceCollection>? configure, Func<JobLog> log, Func<string, string?>? environment = null)
    : IAsyncDisposable
{
    private readonly Lazy<BuiltServices> _built = new(() => BuiltServices.Make(configure, log, environment));

    /// <summary>The container; null where no method registers services.</summary>
    public IServiceProvider? Provider => configure is null ? null : _built.Value.Provider;

    /// <summary>Makes the scopes of invocations.</summary>
    public IServiceScopeFactory Scopes
    {
        get
        {
            IServiceScopeFactory scopes = _built.Value.Provider.GetRequiredService<IServiceScopeFactory>();
            return configure is null ? new UnregisteredScopes(scopes) : scopes;
        }
    }

    /// <summary>What was built; null while nothing asked for it.</summary>
    public BuiltServices? Built => _built.IsValueCreated ? _built.Value : null;

    /// <summary>Whether a service is registered. Does not make it.</summary>
    public bool Registers<T>() => Provider?.GetRequiredService<IServiceProviderIsService>().IsService(typeof(T)) is true;

    /// <summary>Builds the container, with what acts by itself: loggers, and what is called at the end of invocations.</summary>
    public void Start() => _ = _built.Value;

    /// <summary>Puts the ids of an invocation around what is logged in it, where there are loggers.</summary>
    /// <returns>Ends the scope; null where nobody would see it.</returns>
    public IDisposable? BeginScope(string? job, string requestId) =>
        Built?.Loggers is { } loggers
            ? loggers.CreateLogger(LoggedEvent.Hosting).BeginScope(new JobLogScope(job, null, 0, null, requestId))
            : null;

    /// <summary>Disposes of the container, if it was built.</summary>
    public ValueTask DisposeAsync() => Built is { } built ? built.Provider.DisposeAsync() : default;
}
