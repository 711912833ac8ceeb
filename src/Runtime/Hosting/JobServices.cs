using AsyncJobs.Logging;
using AsyncJobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>The application's services. The container is built when it is first needed, or at the start of an application that asks for it.</summary>
internal sealed class JobServices : IAsyncDisposable
{
    private readonly bool _areRegistered;
    private readonly Func<BuiltServices> _make;
    private Lazy<BuiltServices> _built;

    /// <summary>The services. Nothing is built yet.</summary>
    /// <param name="configure">Registers them; null where there are none but the library's own.</param>
    /// <param name="log">The application's log, which loggers write into where none are registered.</param>
    /// <param name="time">The application's clock, which its services get where they register none; null for the system's.</param>
    /// <param name="environment">The application's own environment, which its services can ask for; null where it is the process's.</param>
    public JobServices(
        Action<IServiceCollection>? configure,
        Func<JobLog> log,
        Func<TimeProvider>? time = null,
        Func<string, string?>? environment = null)
    {
        _areRegistered = configure is not null;
        _make = () => BuiltServices.Make(configure, log, time ?? (static () => TimeProvider.System), environment);
        _built = new(_make);
    }

    /// <summary>The container; null where no method registers services.</summary>
    public IServiceProvider? Provider => _areRegistered ? Build().Provider : null;

    /// <summary>Makes the scopes of invocations.</summary>
    public IServiceScopeFactory Scopes
    {
        get
        {
            IServiceScopeFactory scopes = Build().Provider.GetRequiredService<IServiceScopeFactory>();
            return _areRegistered ? scopes : new UnregisteredScopes(scopes);
        }
    }

    /// <summary>What was built; null while nothing asked for it.</summary>
    public BuiltServices? Built => Volatile.Read(ref _built) is { IsValueCreated: true } built ? built.Value : null;

    /// <summary>Whether a service is registered. Does not make it.</summary>
    public bool Registers<T>() => Provider?.GetRequiredService<IServiceProviderIsService>().IsService(typeof(T)) is true;

    /// <summary>Builds the container, with what acts by itself: loggers, and what is called at the end of invocations.</summary>
    public void Start() => Build();

    /// <summary>Puts the ids of an invocation around what is logged in it, where there are loggers.</summary>
    /// <returns>Ends the scope; null where nobody would see it.</returns>
    public IDisposable? BeginScope(string? job, string requestId) =>
        Built?.Loggers is { } loggers
            ? loggers.CreateLogger(LoggedEvent.Hosting).BeginScope(new JobLogScope(job, null, 0, null, requestId))
            : null;

    /// <summary>Disposes of the container, if it was built.</summary>
    public ValueTask DisposeAsync() => Built is { } built ? built.Provider.DisposeAsync() : default;

    // What failed once, such as a secret that could not be read, may succeed for the next invocation: a Lazy would keep the exception for ever.
    private BuiltServices Build()
    {
        Lazy<BuiltServices> built = Volatile.Read(ref _built);
        try
        {
            return built.Value;
        }
        catch
        {
            Interlocked.CompareExchange(ref _built, new(_make), built);
            throw;
        }
    }
}
