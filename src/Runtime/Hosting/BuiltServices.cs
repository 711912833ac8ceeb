using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Hosting;

/// <summary>The container with what it has for the library itself.</summary>
internal sealed class BuiltServices
{
    // By its name: the library does not reference the package that it is in.
    private const string StandardFactory = "Microsoft.Extensions.Logging.LoggerFactory";

    private static readonly object s_own = new();

    private BuiltServices(ServiceProvider provider, bool hasLoggers)
    {
        Provider = provider;
        Loggers = hasLoggers ? provider.GetRequiredKeyedService<ILoggerFactory>(s_own) : provider.GetRequiredService<ILoggerFactory>();
        HasLoggers = hasLoggers;
        Hooks = [.. provider.GetServices<IInvocationEndHook>()];
    }

    /// <summary>The container.</summary>
    public ServiceProvider Provider { get; }

    /// <summary>The loggers: the application's, else those of the library.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>Whether these are the application's.</summary>
    public bool HasLoggers { get; }

    /// <summary>What is called at the end of an invocation.</summary>
    public IInvocationEndHook[] Hooks { get; }

    public static BuiltServices Make(
        Action<IServiceCollection>? configure, Func<JobLog> log, Func<TimeProvider> time, Func<string, string?>? environment)
    {
        ServiceCollection services = new();
        if (environment is not null)
            services.AddKeyedSingleton(ServiceKeys.Environment, environment);
        configure?.Invoke(services);
        services.TryAddSingleton(_ => time());
        bool hasLoggers = AddLoggers(services, log, environment ?? Environment.GetEnvironmentVariable);
        ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            return new BuiltServices(provider, hasLoggers);
        }
        catch
        {
            DisposeOf(provider);
            throw;
        }
    }

    // Some services can be disposed of asynchronously alone. What they throw then would hide why they are.
    private static void DisposeOf(ServiceProvider provider)
    {
        try
        {
            provider.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // The reason is on its way to whoever asked.
        }
    }

    /// <summary>Adds the library's loggers where the application has none that write anywhere.</summary>
    /// <returns>Whether the application has loggers.</returns>
    private static bool AddLoggers(ServiceCollection services, Func<JobLog> log, Func<string, string?> read)
    {
        ServiceDescriptor? factory =
            services.LastOrDefault(static service => service.ServiceType == typeof(ILoggerFactory) && !service.IsKeyedService);
        bool isStandard = factory is { ImplementationType.FullName: StandardFactory };

        // Libraries such as HttpClientFactory register the standard factory without anything that it could write to.
        if (factory is not null && (!isStandard || services.Any(static service => service.ServiceType == typeof(ILoggerProvider))))
        {
            services.Remove(factory);
            services.Add(WithKey(factory, s_own));
            services.AddSingleton<ILoggerFactory>(static provider => new LateScopeLoggers(provider.GetRequiredKeyedService<ILoggerFactory>(s_own)));
            services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
            return true;
        }

        JobLoggerProvider provider = new(log, Ids, JobLoggerProvider.LeastOf(read(AwsVariables.LogLevel)));
        if (isStandard)
            services.AddSingleton<ILoggerProvider>(provider);
        else
            services.AddSingleton<ILoggerFactory>(new JobLoggerFactory(provider));
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        return false;
    }

    private static ServiceDescriptor WithKey(ServiceDescriptor service, object key) => service switch
    {
        { ImplementationInstance: { } instance } => new ServiceDescriptor(service.ServiceType, key, instance),
        { ImplementationFactory: { } make } => new ServiceDescriptor(service.ServiceType, key, (provider, _) => make(provider), service.Lifetime),
        _ => new ServiceDescriptor(service.ServiceType, key, service.ImplementationType!, service.Lifetime),
    };

    private static InvocationIds Ids()
    {
        InvocationScope scope = InvocationScope.Current;
        return new(scope.JobName, scope.JobId, scope.Attempt, scope.RequestId, scope.CorrelationId, scope.TraceId);
    }
}
