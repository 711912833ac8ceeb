using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Ending;
using AsyncJobs.Endpoints;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Joining;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Listing;
using AsyncJobs.Logging;
using AsyncJobs.Operating;
using AsyncJobs.Shared;
using AsyncJobs.Starting;
using AsyncJobs.Storage;
using AsyncJobs.Working;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Hosting;

/// <summary>
/// Puts together what answers, works and settles: each gets what it uses and nothing else. All are made once an application, and none before it is
/// needed, since a function does one of these things only.
/// </summary>
internal sealed class JobComposition
{
    private readonly JobPlatform _platform;
    private readonly JobServices _services;
    private readonly JobLog _log;
    private readonly JobCatalog _jobs;
    private readonly DeferredStore _store;
    private readonly OwnerSlots _slots;
    private readonly JobEnder _ender;
    private readonly IJobDispatcher _dispatcher;
    private readonly EndLog _endLog;
    private readonly EndpointLog _endpointLog;
    private readonly Lazy<CallbackSender> _callbacks;
    private readonly Lazy<CallbackRedelivery> _redelivery;
    private readonly Lazy<JobPurger> _purger;
    private readonly Lazy<JobReader> _reader;
    private readonly Lazy<JobCanceller> _canceller;
    private readonly Lazy<JobAwaiter> _awaiter;
    private readonly Lazy<JobStarter> _starter;
    private readonly Lazy<CodeStart> _codeStart;
    private readonly Lazy<CodeRetry> _codeRetry;
    private readonly Lazy<Worker> _worker;
    private readonly Lazy<Settler> _settler;
    private readonly Lazy<ListEndpoint> _list;
    private readonly Lazy<HttpEndpoints> _http;

    public JobComposition(JobList jobs, JobPlatform platform, CorsSetting cors, JobServices services)
    {
        _platform = platform;
        _services = services;
        _log = platform.HasOwnLog ? platform.Log : new ServicesLog(services, platform.Log);
        _jobs = new JobCatalog(jobs, platform.LostAfter);
        _store = new DeferredStore(platform);
        _slots = new OwnerSlots(_store, _store, _log);
        _ender = new JobEnder(_slots);
        _dispatcher = new DeferredDispatcher(platform);
        _endLog = new EndLog(_log);
        _endpointLog = new EndpointLog(_log);
        Archive = new PayloadArchive(
            () => platform.Payloads is not null || services.Registers<IPayloadStore>(),
            () => platform.Payloads ?? services.Provider!.GetRequiredService<IPayloadStore>(),
            platform.Time);
        _callbacks = new(() => new CallbackSender(_store, CallbackPost(), CallbackWriter(), Schedule(), LaterLook(), platform.Time, _endLog));
        _purger = new(() => new JobPurger(_store, _store, Archive, platform.Time, _endLog));
        _reader = new(() => new JobReader(_jobs, _store, _ender, _callbacks.Value, platform.Time, _endLog));
        _canceller = new(() => new JobCanceller(_jobs, _slots, _reader.Value, _callbacks.Value, platform.Time, _endLog));
        _awaiter = new(() => new JobAwaiter(_reader.Value, platform.Time, new JoinLog(_log)));
        _starter = new(CreateStarter);
        _codeStart = new(() => new CodeStart(_jobs, Rules(), _starter.Value, Archive));
        _codeRetry = new(() => new CodeRetry(_jobs, Retrier(), _starter.Value));
        _worker = new(CreateWorker);
        _settler = new(CreateSettler);
        _list = new(CreateList);
        End = new InvocationEnd(services, platform.Time, _log);
        _redelivery = new(() => new CallbackRedelivery(_store, CallbackPost(), CallbackWriter(), Schedule(), LaterLook(), platform.Time, _endLog));
        Lazy<RetryEndpoint>? retry = jobs.Outlines.Any(static job => job.KeepInput) ? new(CreateRetryEndpoint) : null;
        Lazy<RedeliveryEndpoint>? redelivery = platform.Callbacks is null ? null : new(CreateRedeliveryEndpoint);
        _http = new(() => new HttpEndpoints(
            jobs,
            new(CreateAcceptor),
            new(CreateStatusReader),
            Lists.OfOwners ? _list : null,
            retry,
            redelivery,
            new(CreateOperatorCommands),
            cors,
            StreamsReplies,
            platform.ShowsExceptions,
            _endpointLog));
    }

    /// <summary>Who owns the jobs.</summary>
    public required OwnerSetting Owners { get; init; }

    /// <summary>Whether callers may remove their jobs.</summary>
    public required bool AllowsPurge { get; init; }

    /// <summary>Whether what is in front of the function takes replies part by part.</summary>
    public required bool StreamsReplies { get; init; }

    /// <summary>How many jobs an owner may have and start.</summary>
    public required OwnerLimits Limits { get; init; }

    /// <summary>How many streams an owner may hold; 0 for any number.</summary>
    public required int MostStreams { get; init; }

    /// <summary>By which lists jobs are found.</summary>
    public required JobLists Lists { get; init; }

    /// <summary>Lists jobs for code.</summary>
    public AllJobs AllJobs => new(Lists, _store, Records(), _platform.Time, new ListLog(_platform.Log));

    /// <summary>Where large payloads are kept.</summary>
    public PayloadArchive Archive { get; }

    /// <summary>Answers requests.</summary>
    public HttpEndpoints Http => _http.Value;

    /// <summary>What is done at the end of an invocation.</summary>
    public InvocationEnd End { get; }

    /// <summary>Runs jobs.</summary>
    public Worker Worker => _worker.Value;

    /// <summary>Ends jobs that do not end by themselves.</summary>
    public Settler Settler => _settler.Value;

    /// <summary>Starts jobs from code.</summary>
    public CodeStart CodeStart => _codeStart.Value;

    /// <summary>Runs jobs again from code.</summary>
    public CodeRetry CodeRetry => _codeRetry.Value;

    /// <summary>Reads jobs for code.</summary>
    public JobReader Reader => _reader.Value;

    /// <summary>Cancels jobs.</summary>
    public JobCanceller Canceller => _canceller.Value;

    /// <summary>Waits for jobs, for code.</summary>
    public JobAwaiter Awaiter => _awaiter.Value;

    /// <summary>Removes jobs that have ended.</summary>
    public JobPurger Purger => _purger.Value;

    private StartRules Rules() => new(_platform.Callbacks, _platform.IdempotencySecret);

    private LaterLook LaterLook() => new(_platform.Delayed, _platform.Time, _endLog);

    private CallbackPost CallbackPost() => new(_platform.Callbacks, Archive, _platform.Time, _endLog);

    private CallbackWriter CallbackWriter() => new(_store, _platform.Time);

    // Where the platform waits less than Lambda before it tries again, so do callbacks.
    private CallbackSchedule Schedule() => new(
        _platform.Callbacks?.Jitter ?? KernelRandom.NextDouble,
        Math.Min(1, _platform.RetryDelay / TimeSpan.FromSeconds(DeploymentDefaults.RetryDelaySeconds)));

    private JobWaiter Waiter() => new(_store, _platform.Time, _endpointLog);

    private RecordReader Records() => new(_jobs, _store, _platform.Time);

    private ListEndpoint CreateList() =>
        new(Owners, new OwnJobs(_store, Records()), _platform.PublicBaseUrl, _platform.Time, _endpointLog);

    private JobStarter CreateStarter()
    {
        OwnerLimiter limiter = new(Limits, _store, _store, Reader.EndLostAsync, _platform.Time);
        StartLog log = new(_log);
        InputKeeper inputs = new(_store, _platform.Time, log);
        return new JobStarter(_store, inputs, _dispatcher, Archive, limiter, _slots, Lists, _platform.Time, log);
    }

    private Acceptor CreateAcceptor() => new(Owners, Rules(), Starts(), Archive, AcceptReplies(), _platform.Time, _endpointLog);

    private StatusReader CreateStatusReader()
    {
        PurgeEndpoint purges = new(Purger, AllowsPurge, _platform.Time, _endpointLog);
        StreamLimiter limiter = new(MostStreams, Owners, _store, _platform.Time, _endpointLog);
        StatusStream stream = new(_store, Archive, limiter, _platform.Time, _endpointLog);
        return new StatusReader(CallerJobs(), Canceller, purges, Waiter(), stream, Archive, _platform.Time, _endpointLog);
    }

    private RetryEndpoint CreateRetryEndpoint() => new(CallerJobs(), Retrier(), Starts(), AcceptReplies(), _platform.Time, _endpointLog);

    private RedeliveryEndpoint CreateRedeliveryEndpoint() => new(CallerJobs(), _redelivery.Value, Archive, _platform.Time, _endpointLog);

    private OperatorCommands CreateOperatorCommands() =>
        new(Reader, Canceller, CodeRetry, _redelivery.Value, _platform.Time, new OperatorLog(_log));

    private JobRetrier Retrier() => new(_jobs, Rules(), Archive, _store);

    private CallerJobs CallerJobs() => new(Owners, Reader, _endpointLog);

    private StartReplies Starts() => new(Limits, _starter.Value, _endpointLog);

    private AcceptReplies AcceptReplies() => new(Waiter(), Archive, _platform.PublicBaseUrl, _platform.Time, _endpointLog);

    private Worker CreateWorker()
    {
        TimeProvider time = _platform.Time;
        WorkLog log = new(_log);
        OutcomeWriter writer = new(_slots, _dispatcher, Archive, time, log);
        LaterLook later = LaterLook();
        EarlyLook early = new(_jobs, later, time, log);
        JobClaimer claimer = new(_jobs, _store, _ender, writer, later, early, _callbacks.Value, _platform.RetryDelay, time, log);
        JobJoiner joiner = new(Reader, Canceller, Archive, time, new JoinLog(_log));
        AttemptRunner runner = new(
            _store,
            Archive,
            () => _services.Scopes,
            () => _services.Built?.Loggers,
            joiner,
            _platform.CancelPollInterval,
            _platform.ShowsExceptions,
            time,
            log);
        return new Worker(claimer, runner, writer, early, _callbacks.Value, _log, _platform.Metrics, time, log);
    }

    private Settler CreateSettler()
    {
        JobLooker looker = new(_jobs, _store, _ender, _callbacks.Value, _platform.Time, _endLog);
        DueCallbacks due = new(_store, CallbackPost(), CallbackWriter(), Schedule(), _platform.Time, _endLog);
        return new Settler(looker, due, LaterLook(), _platform.RetryDelay, _platform.Time, _endLog);
    }
}
