using System.Buffers;
using AsyncJobs.Binding;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Jobs;

/// <summary>The jobs of an assembly with their entry points. Generated code makes the one of each assembly.</summary>
public sealed class JobApp
{
    private readonly Lazy<ServiceProvider>? _services;
    private JobPlatform? _platform;

    /// <summary>Makes the application.</summary>
    /// <param name="jobs">Its jobs; names and routes are unique.</param>
    /// <param name="configureServices">Registers the services of the job methods; null for none.</param>
    public JobApp(IReadOnlyList<JobDefinition> jobs, Action<IServiceCollection>? configureServices = null)
    {
        Jobs = jobs;
        if (configureServices is not null)
            _services = new(() => BuildServices(configureServices));
    }

    /// <summary>The jobs.</summary>
    public IReadOnlyList<JobDefinition> Jobs { get; }

    /// <summary>Accept: answers the request that starts a job.</summary>
    public ValueTask AcceptAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) => throw new NotImplementedException();

    /// <summary>Work: runs the job's method.</summary>
    public ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) => throw new NotImplementedException();

    /// <summary>Status: answers GET and DELETE of a job's URL.</summary>
    public ValueTask StatusAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) => throw new NotImplementedException();

    /// <summary>Settle: takes the platform's record of an event it gave up on.</summary>
    public ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) => throw new NotImplementedException();

    /// <summary>All HTTP endpoints behind one function, told apart by method and path: for function URLs, load balancers and the local host.</summary>
    public ValueTask HttpAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) => throw new NotImplementedException();

    /// <summary>Starts a job from code, without HTTP.</summary>
    public ValueTask<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Reads a job. Null when there is none, it is expired, or it is another definition's.</summary>
    public ValueTask<JobSnapshot<TResult>?> GetAsync<TResult>(JobDefinition<TResult> job, string id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sets what the jobs run on, once and before the first of them.</summary>
    /// <exception cref="InvalidOperationException">It is set already, or was made from the environment.</exception>
    public void Use(JobPlatform platform)
    {
        if (Interlocked.CompareExchange(ref _platform, platform, null) is not null)
            throw new InvalidOperationException("The application has a platform already. Call Use once, before the first job.");
    }

    internal IServiceScopeFactory? ServiceScopes => _services?.Value.GetRequiredService<IServiceScopeFactory>();

    private static ServiceProvider BuildServices(Action<IServiceCollection> configure)
    {
        ServiceCollection services = new();
        configure(services);
        return services.BuildServiceProvider();
    }
}
