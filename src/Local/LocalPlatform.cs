using AsyncJobs.Jobs;
using AsyncJobs.Local.Bucket;
using AsyncJobs.Local.Isolation;
using AsyncJobs.Local.Table;
using AsyncJobs.Storage;

namespace AsyncJobs.Local;

/// <summary>What stands behind the gateway: the functions, their table and their queue.</summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    // Nothing here costs money: a developer who cancels a job sees it stop.
    private static readonly TimeSpan s_cancelPollInterval = TimeSpan.FromSeconds(1);

    private readonly LoopbackServer? _services;

    private LocalPlatform(ILocalFunctions functions, EventQueue queue, LoopbackServer? services)
    {
        Functions = functions;
        Queue = queue;
        _services = services;
    }

    public ILocalFunctions Functions { get; }

    public EventQueue Queue { get; }

    /// <summary>Everything in this process.</summary>
    /// <exception cref="IOException">The DynamoDB cannot be used.</exception>
    public static async Task<LocalPlatform> StartInProcessAsync(JobApp app, LocalOptions options, string? owner, LocalJobLog log, TimeProvider time)
    {
        IJobStore store = options.DynamoDb is { } url ? await LocalDynamoDb.OpenAsync(url).ConfigureAwait(false) : new InMemoryJobStore();
        InProcessFunctions functions = new(app, time);
        EventQueue queue = new(app, functions, options.RetryDelay, new FaultPlan(options), log, time);
        app.Use(new JobPlatform(store, new LocalDispatcher(queue))
        {
            Log = log,
            Time = time,
            CancelPollInterval = s_cancelPollInterval,
            RetryDelay = options.RetryDelay,
            Callbacks = options.Callbacks,
            Owner = owner,
            Payloads = app.RegistersPayloadStore ? new InMemoryPayloadStore() : null,
        });
        return new LocalPlatform(functions, queue, null);
    }

    /// <summary>Every function in processes of its own, which find the table and each other by AWS's protocols.</summary>
    /// <exception cref="IOException">The DynamoDB cannot be used.</exception>
    public static async Task<LocalPlatform> StartIsolatedAsync(JobApp app, LocalOptions options, string? owner, LocalJobLog log, TimeProvider time)
    {
        if (options.DynamoDb is { } url)
            await LocalDynamoDb.OpenAsync(url).ConfigureAwait(false);

        FaultPlan faults = new(options);
        InvokeApi invoke = new(faults, log);
        TableApi table = new(LocalDynamoDb.TableName);
        BucketApi bucket = new(new InMemoryPayloadStore());
        LoopbackServer services = await LoopbackServer.StartAsync(PlatformLimits.SynchronousPayloadBytes, async context =>
        {
            if (InvokeApi.IsFor(context.Request))
                await invoke.HandleAsync(context).ConfigureAwait(false);
            else if (TableApi.IsFor(context.Request))
                await table.HandleAsync(context).ConfigureAwait(false);
            else if (BucketApi.IsFor(context.Request))
                await bucket.HandleAsync(context).ConfigureAwait(false);
            else
                context.Response.StatusCode = 404;
        }).ConfigureAwait(false);

        FunctionEnvironment environment = new(app, services.Address, options.DynamoDb?.AbsoluteUri ?? services.Address, LocalDynamoDb.TableName, options, owner);
        IsolatedFunctions functions = new(app, options, ProgramStart.Current(), environment, faults, log, time);
        EventQueue queue = new(app, functions, options.RetryDelay, faults, log, time);
        invoke.Queue = queue;
        return new LocalPlatform(functions, queue, services);
    }

    public async ValueTask DisposeAsync()
    {
        await Functions.DisposeAsync().ConfigureAwait(false);
        if (_services is not null)
            await _services.DisposeAsync().ConfigureAwait(false);
        Queue.Dispose();
    }
}
