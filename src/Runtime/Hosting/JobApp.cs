using System.Buffers;
using AsyncJobs.Aws;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Endpoints;
using AsyncJobs.Events;
using AsyncJobs.Hosting;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Listing;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Jobs;

/// <summary>
/// The jobs of an assembly with their entry points. Generated code makes the one of each assembly, and <see cref="Create"/> others beside it.
/// </summary>
/// <remarks>Safe for concurrent use, once <see cref="Use"/> was called.</remarks>
public sealed class JobApp : IAsyncDisposable
{
    private readonly Action<IServiceCollection>? _configureServices;
    private readonly Func<IServiceProvider, Func<string, string>, IJobDispatcher?>? _dispatcher;
    private readonly Func<string, string?>? _environment;
    private readonly JobServices _services;
    private JobPlatform? _platform;
    private JobComposition? _composition;

    /// <summary>Makes the application.</summary>
    /// <param name="jobs">Its jobs; names and routes are unique.</param>
    /// <param name="configureServices">Registers the services of the job methods; null for none.</param>
    /// <param name="dispatcher">
    /// Makes the dispatcher out of a client that the services have, and of the function that gives a worker's name by its job's name; it gives
    /// null where they have none. Not asked where <see cref="Use"/> sets the platform.
    /// </param>
    public JobApp(
        IReadOnlyList<JobDefinition> jobs,
        Action<IServiceCollection>? configureServices = null,
        Func<IServiceProvider, Func<string, string>, IJobDispatcher?>? dispatcher = null)
    {
        Origin = this;
        List = JobList.Of(jobs);
        _configureServices = configureServices;
        _dispatcher = dispatcher;
        _services = new JobServices(configureServices, () => Platform.Log, Clock);
    }

    private JobApp(JobApp model, Action<IServiceCollection>? services, IReadOnlyDictionary<string, string>? environment)
    {
        Origin = model.Origin;
        List = model.List;
        _configureServices = model._configureServices + services;
        _dispatcher = model._dispatcher;
        _environment = environment is null ? model._environment : environment.GetValueOrDefault;
        _services = new JobServices(_configureServices, () => Platform.Log, Clock, _environment);
        ServicesAtStart = model.ServicesAtStart;
        Clients = model.Clients;
    }

    /// <summary>The jobs.</summary>
    public IReadOnlyList<JobDefinition> Jobs => List;

    /// <summary>
    /// The application that code reaches which starts and reads jobs by their generated methods: the one that runs the calling code, as it does in
    /// each of its invocations and after <see cref="Enter"/>, if it was made by <see cref="Create"/> for the same jobs. Elsewhere this one.
    /// </summary>
    public JobApp Current => AmbientApp.Find(Origin) ?? this;

    /// <summary>What the jobs run on: what <see cref="Use"/> was given, else made from the environment that a deployment sets.</summary>
    /// <exception cref="InvalidOperationException">It was not set and the environment lacks a variable; the message names it.</exception>
    public JobPlatform Platform =>
        Volatile.Read(ref _platform) ?? Interlocked.CompareExchange(ref _platform, CreatePlatform(), null) ?? _platform;

    /// <summary>Whether the services are made when the process starts, rather than when they are first needed.</summary>
    /// <remarks>Generated code sets it to <see cref="JobServicesAttribute.AtStart"/>.</remarks>
    public bool ServicesAtStart { get; init; }

    /// <summary>How its jobs reach DynamoDB and Lambda where the environment says what they run on: by default through the SDK.</summary>
    /// <remarks>Generated code sets it where the project references a package that has others.</remarks>
    public AwsClients Clients { get; init; } = SdkClients.Instance;

    /// <summary>
    /// Whether the services register an <see cref="IPayloadStore"/>, so that inputs over 960 KB and results over 350 KB have a place. Builds
    /// the container, but not the store.
    /// </summary>
    public bool RegistersPayloadStore => _services.Registers<IPayloadStore>();

    /// <summary>The jobs, of which none is made that nobody asks for.</summary>
    internal JobList List { get; }

    /// <summary>The application that this one was made from, directly or not; itself where it was made from none.</summary>
    internal JobApp Origin { get; }

    /// <summary>Whether it has what the jobs run on, from <see cref="Use"/> or from an earlier call.</summary>
    internal bool HasPlatform => Volatile.Read(ref _platform) is not null;

    /// <summary>Whether services are registered for its jobs.</summary>
    internal bool HasServices => _configureServices is not null;

    /// <summary>Reads an environment variable of the application.</summary>
    internal Func<string, string?> Variable => _environment ?? Environment.GetEnvironmentVariable;

    private JobComposition Composition =>
        Volatile.Read(ref _composition)
        ?? Interlocked.CompareExchange(ref _composition, Compose(), null)
        ?? _composition;

    /// <summary>
    /// Makes another application of the same jobs, with a container, a platform and an environment of its own. Several run side by side in one
    /// process: a job that starts another one by its generated method reaches the application that runs it.
    /// </summary>
    /// <param name="services">Registers services after those of this application, so that they take their place; null for the same services, made
    /// anew.</param>
    /// <param name="environment">
    /// The environment variables of the application, in place of the process's: one that is not among them is not set. Null for those of this
    /// application, which are the process's unless it was made with others. What <see cref="Use"/> sets comes first.
    /// </param>
    /// <returns>The application. Dispose of it when its last invocation has ended.</returns>
    public JobApp Create(Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new(this, services, environment);

    /// <summary>
    /// Makes this the <see cref="Current"/> application of the calling asynchronous flow until the result is disposed of, so that a test starts and
    /// reads its jobs by their generated methods. An invocation needs no call. What an asynchronous method enters ends with that method in any case.
    /// </summary>
    public EnteredApp Enter()
    {
        EnteredApp entered = new(AmbientApp.Current);
        AmbientApp.Current = AmbientApp.With(this);
        return entered;
    }

    /// <summary>Sets what the jobs run on, once and before the first of them.</summary>
    /// <exception cref="InvalidOperationException">It is set already, or was made from the environment.</exception>
    public void Use(JobPlatform platform)
    {
        if (Interlocked.CompareExchange(ref _platform, platform, null) is not null)
            throw new InvalidOperationException("The application has a platform already. Call Use once, before the first job.");
    }

    /// <summary>
    /// Accept: answers the request that starts a job. A job without a route takes its simple parameters from the query; only the local host has
    /// requests for it.
    /// </summary>
    public ValueTask AcceptAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Accept, job);

    /// <summary>Status: answers GET and DELETE of a job's URL.</summary>
    public ValueTask StatusAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Status, null);

    /// <summary>
    /// All HTTP endpoints behind one function, told apart by method and path: for function URLs, load balancers and the local host.
    /// </summary>
    public ValueTask HttpAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Any, null);

    /// <summary>Work: runs the job's method.</summary>
    /// <exception cref="JobEventException">The event is not one of this job.</exception>
    /// <exception cref="JobAttemptFailedException">The attempt failed, is recorded, and another one may follow.</exception>
    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply)
    {
        using EnteredApp entered = IsReached ? default : Enter();
        JobComposition parts = Composition;
        try
        {
            await parts.Worker.WorkAsync(job, payload, invocation).ConfigureAwait(false);
        }
        finally
        {
            await parts.End.RunAsync(invocation).ConfigureAwait(false);
        }

        reply.Write("null"u8);
    }

    /// <summary>Settle: takes the platform's record of an event it gave up on, or the delayed messages of the jobs' queue.</summary>
    /// <exception cref="JobEventException">The event is neither.</exception>
    public async ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply)
    {
        using EnteredApp entered = IsReached ? default : Enter();
        JobComposition parts = Composition;
        using IDisposable? scope = _services.BeginScope(null, invocation.RequestId);
        try
        {
            await parts.Settler.SettleAsync(payload, invocation, reply).ConfigureAwait(false);
        }
        finally
        {
            await parts.End.RunAsync(invocation).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a job from code, without HTTP.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="args">Its arguments; disposed of by this call.</param>
    /// <param name="options">How it is started.</param>
    /// <param name="cancellationToken">Gives up; the job may then have been started or not.</param>
    /// <exception cref="ArgumentException">
    /// The input is larger than 960 KB as an event, or than 6 MB where there is a payload store; the idempotency key was used with another input or
    /// is missing where the job requires one, or the callback's URL is not allowed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The environment lacks what the jobs run on, or says it wrong; the message names the
    /// variable.</exception>
    /// <exception cref="JobDispatchException">
    /// The job could not be dispatched. It does not exist, unless <see cref="JobDispatchException.MayHaveStarted"/> says that this is not known.
    /// <see cref="JobDispatchException.IsTransient"/> says whether the same start may succeed shortly. It may not where a job's method starts a
    /// job that <see cref="AsyncJobAttribute.Starts"/> does not name.
    /// </exception>
    /// <exception cref="JobLimitException">
    /// The owner has as many unfinished jobs, or has started as many in this minute, as they may. The job does not exist.
    /// </exception>
    /// <exception cref="JobStoreException">The job could not be stored, and would not be the next time: the message says what to mend.</exception>
    /// <exception cref="PayloadStoreException">The input could not be kept, and the job does not exist; or the result of a repeated job cannot be
    /// read.</exception>
    /// <exception cref="PayloadMissingException">The job was started before, and its result is not in the payload store any more.</exception>
    public async Task<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken)
    {
        using ArgumentWriter written = args;
        return await Composition.CodeStart.StartAsync(job, written, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a job. Null when there is none, it is expired, or it is another definition's.</summary>
    /// <exception cref="PayloadStoreException">Its result cannot be read.</exception>
    /// <exception cref="PayloadMissingException">Its result is not in the payload store any more.</exception>
    public async Task<JobSnapshot<TResult>?> GetAsync<TResult>(JobDefinition<TResult> job, string id, CancellationToken cancellationToken)
    {
        JobRecord? record = await Composition.Reader.ReadCurrentAsync(id, cancellationToken).ConfigureAwait(false);
        return record is not null && record.Job == job.Name
            ? SnapshotReader.Read(job, await Composition.Archive.WithResultAsync(record, cancellationToken).ConfigureAwait(false))
            : null;
    }

    /// <summary>
    /// Lists jobs of whichever definition and owner, the newest first, as they are asked for. It writes nothing, and shows no results:
    /// <see cref="GetAsync"/> reads one. What it shows may be some time old, and a job that was started a moment ago may be missing. Every job that
    /// was there at the beginning and is neither removed nor expired meanwhile comes once; one that is started meanwhile comes once or not at all.
    /// </summary>
    /// <remarks>
    /// With <see cref="JobPlatform.ListsAll"/> it reads an index and the jobs that it shows; for the jobs of one owner
    /// <see cref="JobPlatform.AllowsList"/> is enough. Without the index it reads the whole table before the first job comes, with its results and
    /// states, keeps the keys of what it finds in memory, and writes the log line <c>job.list-scans</c>.
    /// </remarks>
    /// <param name="options">Which jobs; null for all that the table has, also of other applications.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobStoreException">
    /// The store cannot list jobs: the table lacks the index, the role of this process may not read it, or it is a store of the application's own.
    /// </exception>
    public IAsyncEnumerable<ListedJob> ListAsync(JobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        JobListOptions which = options ?? new JobListOptions();
        return ShowAsync(Composition.AllJobs.ListAsync(new JobFilter(which.Job, which.Status, which.Since, which.Owner), cancellationToken));
    }

    /// <summary>
    /// Waits until a job has ended, for as long as <see cref="InvocationBudget.Current"/> has time, of which a tenth of what remains, and at most
    /// 10 s, stay for whatever the caller does then. Outside of an invocation nothing but <paramref name="timeout"/> ends the wait.
    /// </summary>
    /// <remarks>
    /// It looks at the job at once, and again after a quarter of the time that it has waited: from 200 ms to 10 s, each with one read. A read that
    /// fails and may pass is tried again, five times in a row.
    /// </remarks>
    /// <param name="job">Its definition.</param>
    /// <param name="id">Its id.</param>
    /// <param name="timeout">How long to wait at most: zero for one look; null for as long as the budget has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job that has ended. Null when there is none, it is expired or was removed, or it is another definition's.</returns>
    /// <exception cref="JobWaitTimeoutException">The time is up. The job goes on; the exception has it as it stood last.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="ArgumentException">A job waits for itself.</exception>
    /// <exception cref="PayloadStoreException">Its result cannot be read.</exception>
    /// <exception cref="PayloadMissingException">Its result is not in the payload store any more.</exception>
    public async Task<JobSnapshot<TResult>?> WaitAsync<TResult>(
        JobDefinition<TResult> job, string id, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        JobRecord? record = await Composition.Awaiter.WaitAsync(job, id, timeout, cancellationToken).ConfigureAwait(false);
        return record is null
            ? null
            : SnapshotReader.Read(job, await Composition.Archive.WithResultAsync(record, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Cancels a job, of whichever definition and owner: at once where it waits for a worker; the worker of a running one is asked to stop, which
    /// takes some seconds. A job that has ended stays as it is.
    /// </summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Gives up before the job is cancelled.</param>
    /// <returns>Where it stands then: RUNNING until its worker has stopped. Null when there is none, or it is expired or was removed.</returns>
    public async Task<JobStatus?> CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        JobRecord? record = await Composition.Reader.ReadCurrentAsync(id, cancellationToken).ConfigureAwait(false);
        if (record is null)
            return null;

        string? requestId = InvocationScope.Current.RequestId;
        return (await Composition.Canceller.CancelAsync(record, requestId, InvocationBudget.Current).ConfigureAwait(false)).Record.Status;
    }

    /// <summary>
    /// Runs a job again that has ended, of whichever definition, owner and end: as a new job with the same input, owner and callback, by the code as
    /// it is now. The same call again gives the same new job; that one can be run again when it has ended.
    /// </summary>
    /// <remarks>
    /// The job's definition has <see cref="AsyncJobAttribute.KeepInput"/>, and had it when the job was started. The new job counts among those of its
    /// owner, and a job's method that calls this names the definition in <see cref="AsyncJobAttribute.Starts"/>.
    /// </remarks>
    /// <param name="id">The job's id.</param>
    /// <param name="ignoreLimits">Whether it is run however many jobs its owner has, and is not counted.</param>
    /// <param name="cancellationToken">Gives up; the new job may then have been started or not.</param>
    /// <returns>The new job's id, or why there is none.</returns>
    /// <exception cref="JobDispatchException">
    /// The new job could not be dispatched. <see cref="JobDispatchException.MayHaveStarted"/> says that this is not known; the same call finds it, or
    /// starts it.
    /// </exception>
    /// <exception cref="JobLimitException">
    /// The owner has as many unfinished jobs, or has started as many in this minute, as they may. No job was started.
    /// </exception>
    /// <exception cref="JobStoreException">The store refuses, and would again; the message says what to mend.</exception>
    /// <exception cref="PayloadStoreException">The input is in the payload store, and could not be read, or kept for the new job.</exception>
    public async Task<JobRetry> RetryAsync(string id, bool ignoreLimits = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        JobRecord? record = await Composition.Reader.ReadCurrentAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null
            ? new JobRetry { Outcome = JobRetryOutcome.NotFound }
            : await Composition.CodeRetry.RetryAsync(record, ignoreLimits, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes a job that has ended, of whichever definition and owner: its input and its result in the payload store, and then its record with its
    /// state, its callback's URL and its outcome. A deployment need not let callers do this. What is not removed in time is left to the next call.
    /// </summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Gives up; some of the job may then be removed.</param>
    /// <returns>What became of it. A job that has not ended is left as it is.</returns>
    /// <exception cref="JobStoreException">The store refuses to remove it, and would again; the message says what to mend.</exception>
    /// <exception cref="PayloadStoreException">Its payloads could not be removed, and its record is as it was.</exception>
    public async Task<JobPurgeOutcome> PurgeAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        JobRecord? record = await Composition.Reader.ReadCurrentAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null
            ? JobPurgeOutcome.NotFound
            : await Composition.Purger.PurgeAsync(record, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disposes of the container of its services, if there is one. The platform stays that of whoever made it.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Makes what a process is to have before its first invocation.</summary>
    internal void Start()
    {
        _ = Platform;
        if (ServicesAtStart)
            _services.Start();
    }

    internal IJobDispatcher? CreateDispatcher(Func<string, string> functionName) =>
        _dispatcher is not null && _services.Provider is { } services ? _dispatcher(services, functionName) : null;

    // The only application of its jobs needs no mark in the flow of its invocations.
    private bool IsReached => Origin.Current == this;

    // A platform of the application's own says these, or leaves them to the deployment.
    private JobComposition Compose()
    {
        if (ServicesAtStart)
            _services.Start();

        OwnerSetting owners = Platform.OwnerSetting ?? JobEnvironment.ReadOwner(Variable);
        OwnerLimits deployed = JobEnvironment.ReadLimits(Variable);
        OwnerLimits limits = new(
            Platform.MaxUnfinishedPerOwner ?? deployed.MostUnfinished,
            Platform.MaxStartsPerMinutePerOwner ?? deployed.MostStartsPerMinute);
        JobLists known = JobEnvironment.ReadLists(Variable);
        JobLists lists = new(Platform.AllowsList ?? known.OfOwners, Platform.ListsAll ?? known.OfAll);
        return new JobComposition(List, Platform, Platform.CorsSetting ?? JobEnvironment.ReadCors(Variable), _services)
        {
            Owners = owners,
            Lists = JobEnvironment.CheckLists(lists, owners, List.Outlines),
            AllowsPurge = Platform.AllowsPurge ?? JobEnvironment.ReadPurge(Variable),
            StreamsReplies = Platform.StreamsReplies ?? JobEnvironment.ReadStreaming(Variable),
            Limits = JobEnvironment.CheckLimits(limits, owners),
            MostStreams = JobEnvironment.CheckStreams(Platform.MaxStreamsPerOwner ?? JobEnvironment.ReadMostStreams(Variable), owners),
        };
    }

    private static async IAsyncEnumerable<ListedJob> ShowAsync(IAsyncEnumerable<ListedRecord> jobs)
    {
        await foreach (ListedRecord job in jobs.ConfigureAwait(false))
            yield return ListedJob.Of(job.Record, job.IsLost);
    }

    // Services can be made before the platform is, and must not make it.
    private TimeProvider Clock() => Volatile.Read(ref _platform)?.Time ?? TimeProvider.System;

    private JobPlatform CreatePlatform() => JobEnvironment.CreatePlatform(Variable, Clients, CreateDispatcher);

    private async ValueTask AnswerAsync(
        ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply, HttpEndpoint endpoint, JobDefinition? job)
    {
        using EnteredApp entered = IsReached ? default : Enter();
        JobComposition parts = Composition;
        using IDisposable? scope = _services.BeginScope(job?.Name, invocation.RequestId);
        try
        {
            await parts.Http.AnswerAsync(payload, invocation, reply, endpoint, job).ConfigureAwait(false);
        }
        finally
        {
            await parts.End.RunAsync(invocation).ConfigureAwait(false);
        }
    }
}
