using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Emulators;
using AsyncJobs.Local.Emulators.Table;
using AsyncJobs.Local.Files;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Isolation;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Storage;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local;

/// <summary>What stands behind the gateway: the functions, their table and their queues.</summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    // Nothing here costs money: a developer who cancels a job sees it stop.
    private static readonly TimeSpan s_cancelPollInterval = TimeSpan.FromSeconds(1);

    private readonly LoopbackServer? _services;

    private readonly EventQueue _events;
    private readonly SettleQueue _messages;

    private LocalPlatform(
        ILocalFunctions functions, IJobStore store, LocalFiles files, EventQueue events, SettleQueue messages, LoopbackServer? services)
    {
        Functions = functions;
        Store = store;
        Files = files;
        _events = events;
        _messages = messages;
        _services = services;
    }

    public ILocalFunctions Functions { get; }

    /// <summary>Where the jobs are kept.</summary>
    public IJobStore Store { get; }

    /// <summary>The bucket.</summary>
    public LocalFiles Files { get; }

    /// <summary>Everything in this process.</summary>
    /// <exception cref="IOException">The DynamoDB cannot be used.</exception>
    public static async Task<LocalPlatform> StartInProcessAsync(
        JobApp app, LocalOptions options, CallerSettings callers, LocalJobLog log, TimeProvider time)
    {
        IJobStore store = options.DynamoDb is { } url
            ? await LocalDynamoDb.OpenAsync(url, callers.Lists).ConfigureAwait(false)
            : new InMemoryJobStore();
        InProcessFunctions functions = new(app, time, callers.Streams);
        LocalFiles files = new(time);
        FaultPlan faults = new(options);
        EventQueue events = new(app, functions, options.RetryDelay, faults, log, time);
        SettleQueue messages = new(functions.Settle, faults, log, time);
        app.Use(new JobPlatform(store, new LocalDispatcher(events))
        {
            Log = log,
            Time = time,
            CancelPollInterval = s_cancelPollInterval,
            RetryDelay = options.RetryDelay,
            ShowsExceptions = true,
            Callbacks = options.Callbacks,
            Delayed = new LocalDelayedDelivery(messages),
            Owner = callers.Owner,
            AllowsPurge = callers.AllowsPurge,
            StreamsReplies = callers.Streams,
            AllowsList = callers.Lists.OfOwners,
            ListsAll = callers.Lists.OfAll,
            MaxUnfinishedPerOwner = callers.Limits.MostUnfinished,
            MaxStartsPerMinutePerOwner = callers.Limits.MostStartsPerMinute,
            MaxStreamsPerOwner = callers.Limits.MostStreams,
            CorsOrigins = callers.CorsOrigins,
            Payloads = app.RegistersPayloadStore ? files : null,
        });
        return new LocalPlatform(functions, store, files, events, messages, null);
    }

    /// <summary>Every function in processes of its own, which find the table and each other by AWS's protocols.</summary>
    /// <exception cref="IOException">The DynamoDB cannot be used.</exception>
    public static async Task<LocalPlatform> StartIsolatedAsync(
        JobApp app, LocalOptions options, CallerSettings callers, LocalJobLog log, TimeProvider time)
    {
        IJobStore? ownTable = options.DynamoDb is { } url ? await LocalDynamoDb.OpenAsync(url, callers.Lists).ConfigureAwait(false) : null;

        FaultPlan faults = new(options);
        InvokeApi invoke = new(faults, log);
        QueueApi queue = new(faults, log);
        TableApi table = new(LocalDynamoDb.TableName);
        LocalFiles files = new(time);
        BucketApi bucket = new(files, callers.CorsOrigins, time);
        async Task AnswerAsync(HttpContext context)
        {
            // First, since it is the only one that browsers may ask.
            if (BucketApi.IsDownload(context.Request))
                await bucket.HandleAsync(context).ConfigureAwait(false);
            else if (InvokeApi.IsFor(context.Request))
                await invoke.HandleAsync(context).ConfigureAwait(false);
            else if (TableApi.IsFor(context.Request))
                await table.HandleAsync(context).ConfigureAwait(false);
            else if (QueueApi.IsFor(context.Request))
                await queue.HandleAsync(context).ConfigureAwait(false);
            else if (BucketApi.IsFor(context.Request))
                await bucket.HandleAsync(context).ConfigureAwait(false);
            else
                context.Response.StatusCode = 404;
        }

        LoopbackServer services = await LoopbackServer.StartAsync(
            PlatformLimits.SynchronousPayloadBytes, AnswerAsync, request => MayAsk(request, callers.CorsOrigins)).ConfigureAwait(false);
        string database = options.DynamoDb?.AbsoluteUri ?? services.Address;
        bool hasBucket = FunctionEnvironment.HasBucket(app, Environment.GetEnvironmentVariable);
        FunctionEnvironment environment = new(services.Address, database, LocalDynamoDb.TableName, hasBucket, options, callers);
        IsolatedFunctions functions = new(app, options, ProgramStart.Current(), environment, callers, faults, log, time);
        EventQueue events = new(app, functions, options.RetryDelay, faults, log, time);
        invoke.Queue = events;
        SettleQueue messages = new(functions.Settle, faults, log, time);
        queue.Queue = messages;
        IJobStore store = ownTable ?? LocalDynamoDb.Of(new Uri(services.Address));
        return new LocalPlatform(functions, store, files, events, messages, services);
    }

    // A link that was given to a caller may be opened by any browser, and read by the pages that may call.
    private static bool MayAsk(HttpRequest request, IReadOnlyList<string> origins)
    {
        string origin = request.Headers.Origin.ToString();
        return BucketApi.IsDownload(request) && (origin.Length == 0 || FileDownloads.IsAllowed(origin, origins));
    }

    /// <summary>Starts nothing more, waits for what runs, and settles what will not be done.</summary>
    /// <param name="patience">How long to wait for the workers, and then for settle.</param>
    /// <returns>The names of the jobs that were left unfinished, one for each.</returns>
    public async Task<IReadOnlyList<string>> StopAsync(TimeSpan patience)
    {
        IReadOnlyList<string> left = await _events.StopAsync(patience).ConfigureAwait(false);
        await _messages.StopAsync(patience).ConfigureAwait(false);
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await Functions.DisposeAsync().ConfigureAwait(false);
        if (_services is not null)
            await _services.DisposeAsync().ConfigureAwait(false);
        _events.Dispose();
        _messages.Dispose();
    }
}
