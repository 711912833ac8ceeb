using System.Security.Claims;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Files;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;
using AsyncJobs.Testing.Faults;
using AsyncJobs.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Testing.Platform;

/// <summary>What an application runs on in a test: its functions, their table, their queues and their clock.</summary>
internal sealed class TestPlatform : IAsyncDisposable
{
    /// <summary>Where clients find the application.</summary>
    public static readonly Uri Address = new("http://localhost");

    private readonly TestDynamoDb? _dynamoDb;
    private readonly LocalFiles _files;
    private readonly HttpGateway _gateway;
    private readonly string _ownerClaim;

    /// <summary>Makes an application of the same jobs, and all that it runs on.</summary>
    public TestPlatform(JobApp model, TestSettings settings)
    {
        string? owner = settings.Owner ?? LocalOwner.Of(model, model.Variable);
        LocalLists lists = LocalLists.Of(model, model.Variable, owner);
        _dynamoDb = settings.DynamoDb is { } client ? new TestDynamoDb(client, settings.TableName, lists.Indexes) : null;
        Table = new TestTable(_dynamoDb is null ? new InMemoryJobStore() : _dynamoDb, Faults);
        Clock = new VirtualClock(settings.StartTime, () => Table.Changes);
        Skipper = new TimeSkipper(Clock, Works, () => Table.IsBusy, settings.HangsAfter, settings.GivesUpAfter);
        Clock.OutsideWaitBegan = Skipper.Follow;
        _files = new LocalFiles(Clock) { Address = Address };
        Log = new TestLog(settings.LogTo, Clock);

        // In place of whatever clock the application's services register.
        App = model.Create(model.HasServices ? services => services.AddSingleton<TimeProvider>(Clock) : null);
        LocalLimits limits = LocalLimits.Of(model, model.Variable, owner);
        IReadOnlyList<string> origins = LocalOrigins.Of(model, LocalOptions.Parse([]), model.Variable);
        _ownerClaim = OwnerSetting.Parse(owner).Claim;
        bool streams = LocalStreaming.Of(model, model.Variable);
        InProcessFunctions functions = new(App, Clock, streams);
        App.Use(new JobPlatform(Table, new TestEvents(App, functions, settings.RetryDelay, Faults, Works, Clock, Log))
        {
            Time = Clock,
            Log = Log,
            Metrics = new EmfWriter(Metrics, time: Clock),
            PublicBaseUrl = settings.PublicBaseUrl,
            RetryDelay = settings.RetryDelay,
            IdempotencySecret = settings.IdempotencySecret,
            Owner = owner,
            AllowsPurge = LocalPurge.Of(model, model.Variable),
            AllowsList = lists.OfOwners,
            ListsAll = lists.OfAll,
            StreamsReplies = streams,
            MaxUnfinishedPerOwner = limits.MostUnfinished,
            MaxStartsPerMinutePerOwner = limits.MostStartsPerMinute,
            MaxStreamsPerOwner = limits.MostStreams,
            CorsOrigins = origins,
            Callbacks = settings.Callbacks?.Invoke(Clock),
            Payloads = settings.Payloads ?? (App.RegistersPayloadStore ? _files : null),
            Delayed = new TestQueue(functions.Settle, Works, Clock, Log),
        });
        GatewayRoute[] routes = GatewayRoute.Of(App, functions, origins.Count > 0, lists.OfOwners, settings.Callbacks is not null);
        _gateway = new HttpGateway(routes, null, Log, Clock);
    }

    public JobApp App { get; }

    public FaultOrders Faults { get; } = new();

    public WorkList Works { get; } = new();

    public VirtualClock Clock { get; }

    public TimeSkipper Skipper { get; }

    public TestTable Table { get; }

    public TestLog Log { get; }

    public TestMetrics Metrics { get; } = new();

    /// <summary>Makes what brings requests to the application.</summary>
    /// <param name="owner">The caller whom the API has authenticated; null for none.</param>
    public HttpMessageHandler CreateHandler(string? owner)
    {
        IEnumerable<string> names = _ownerClaim == OwnerSetting.Subject ? [OwnerSetting.Subject] : [OwnerSetting.Subject, _ownerClaim];
        ClaimsPrincipal? caller = owner is null ? null : new ClaimsPrincipal(new ClaimsIdentity(names.Select(name => new Claim(name, owner)), "JWT"));
        return new GatewayHandler(_gateway, new FileDownloads(_files, []), Works, Clock, caller);
    }

    public async ValueTask DisposeAsync()
    {
        // What still runs has no effect any more.
        foreach (Work work in Works.Open)
            work.Kill();
        Skipper.Dispose();
        await App.DisposeAsync().ConfigureAwait(false);
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync().ConfigureAwait(false);
    }
}
