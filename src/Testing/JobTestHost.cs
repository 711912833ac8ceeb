using System.Diagnostics;
using AsyncJobs.Callbacks;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Testing.Platform;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing;

/// <summary>
/// A whole application in the process of its test: the handlers, the events and the limits are those of AWS, and the time is the host's own. Any
/// number of hosts run side by side in one process. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The clock stands still while anything of the application runs. It goes on to the next moment at which something is due when the test waits
/// (<see cref="RunToEndAsync(string, CancellationToken)"/>, <see cref="RunUntilAsync"/>, a wait on <see cref="Time"/>, or one for the next part of a
/// stream that a client reads) and no method runs but those that wait for the clock themselves. A method that waits for something else is waited
/// for, up to <see cref="JobTestHostOptions.HangsAfter"/>. <see cref="AdvanceAsync"/> has time pass in any case.
/// </remarks>
public sealed class JobTestHost : IAsyncDisposable
{
    private readonly TestPlatform _platform;
    private readonly JobCallbacks? _callbacks;
    private readonly TimeSpan _givesUpAfter;
    private readonly Lazy<HttpClient> _client;
    private bool _isDisposed;

    private JobTestHost(JobApp app, JobTestHostOptions options)
    {
        _callbacks = options.CallbackSecret is { } secret ? new JobCallbacks(secret) : null;
        _platform = new TestPlatform(app, new TestSettings
        {
            StartTime = options.StartTime ?? DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
            HangsAfter = options.HangsAfter == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : options.HangsAfter,
            GivesUpAfter = options.GivesUpAfter,
            RetryDelay = options.RetryDelay,
            Owner = options.Owner,
            PublicBaseUrl = options.PublicBaseUrl,
            IdempotencySecret = options.IdempotencySecret,
            Payloads = options.Payloads,
            Callbacks = _callbacks is null ? null : time => OptionsOf(_callbacks, options, time),
            LogTo = options.LogTo,
            DynamoDb = options.DynamoDb,
            TableName = options.TableName,
        });
        _givesUpAfter = options.GivesUpAfter;
        _client = new(() => CreateClient());
        Faults = new JobFaults(_platform.Faults);
    }

    /// <summary>
    /// The application: of the same jobs as the one that the host was made from, with a container of its own whose <see cref="TimeProvider"/> is the
    /// host's.
    /// </summary>
    public JobApp App => _platform.App;

    /// <summary>
    /// Speaks to the application as callers without authentication do through an HTTP API, in memory. Where the build or the environment of the
    /// application has streaming on, it streams how jobs go on.
    /// </summary>
    public HttpClient HttpClient => _client.Value;

    /// <summary>The host's clock. Who waits on it, and is no job, has time go on: give it to the client of a job.</summary>
    public TimeProvider Time => _platform.Clock;

    /// <summary>What the platform does wrong.</summary>
    public JobFaults Faults { get; }

    /// <summary>The callbacks that were sent, and how they are answered.</summary>
    /// <exception cref="InvalidOperationException">Callbacks are off: <see cref="JobTestHostOptions.UseCallbacks"/> turns them on.</exception>
    public JobCallbacks Callbacks => _callbacks ?? throw new InvalidOperationException(
        $"Callbacks are off in this host: turn them on by {nameof(JobTestHostOptions)}.{nameof(JobTestHostOptions.UseCallbacks)}.");

    /// <summary>The log so far.</summary>
    public IReadOnlyList<JobLogEntry> Log => _platform.Log.Entries;

    /// <summary>The sums of all metrics so far, by their names, such as <c>pricing.timeouts</c>.</summary>
    public IReadOnlyDictionary<string, long> Metrics => _platform.Metrics.Sums;

    /// <summary>Makes a host.</summary>
    /// <param name="app">
    /// Whose jobs it runs: <c>AppJobs.App</c>, or <c>AppJobs.Create(services => …)</c> with services of the test in place of its own.
    /// </param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static JobTestHost Create(JobApp app, Action<JobTestHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        JobTestHostOptions options = new();
        configure?.Invoke(options);
        return new JobTestHost(app, options);
    }

    /// <summary>Makes a client of the application, in memory.</summary>
    /// <param name="owner">
    /// Whom the API has authenticated: the <c>sub</c> of their token, and the claim that names owners where another one does. Null for an API without
    /// an authorizer.
    /// </param>
    /// <returns>The client, with a base address. It is the test's to dispose of.</returns>
    public HttpClient CreateClient(string? owner = null) => new(CreateHandler(owner))
    {
        BaseAddress = TestPlatform.Address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Makes what brings requests to the application, for clients that are made otherwise.</summary>
    /// <param name="owner">
    /// Whom the API has authenticated: the <c>sub</c> of their token, and the claim that names owners where another one does. Null for an API without
    /// an authorizer.
    /// </param>
    /// <exception cref="ObjectDisposedException">The host has ended.</exception>
    public HttpMessageHandler CreateHandler(string? owner = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _platform.CreateHandler(owner);
    }

    /// <summary>Starts a job by its generated method. It begins at once, and time goes on for it when the test waits.</summary>
    /// <param name="start">Starts it, such as <c>() => ReportsBuildJob.StartAsync(2026)</c>.</param>
    /// <returns>The job as it was started.</returns>
    public async Task<JobSnapshot<TResult>> StartAsync<TResult>(Func<Task<JobSnapshot<TResult>>> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using (App.Enter())
            return await start().ConfigureAwait(false);
    }

    /// <summary>Starts a job by its generated method and has it run to its end.</summary>
    /// <inheritdoc cref="StartAsync" path="/param"/>
    /// <param name="start"/>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="RunToEndAsync(string, CancellationToken)" path="/exception"/>
    /// <returns>The job at its end, with its result or its error.</returns>
    public async Task<JobSnapshot<TResult>> RunToEndAsync<TResult>(
        Func<Task<JobSnapshot<TResult>>> start, CancellationToken cancellationToken = default) =>
        await RunToEndAsync(await StartAsync(start).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Has a job run to its end.</summary>
    /// <param name="started">The job.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="RunToEndAsync(string, CancellationToken)" path="/exception"/>
    /// <returns>The job at its end, with its result or its error.</returns>
    public async Task<JobSnapshot<TResult>> RunToEndAsync<TResult>(JobSnapshot<TResult> started, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(started);
        JobRecord record = await RunToEndAsync(started.Id, cancellationToken).ConfigureAwait(false);
        JobDefinition<TResult> job = (JobDefinition<TResult>)App.Jobs.First(job => job.Name == record.Job);
        return await App.GetAsync(job, started.Id, cancellationToken).ConfigureAwait(false) ?? throw Gone(started.Id);
    }

    /// <summary>Has a job run to its end, of which the id is known.</summary>
    /// <param name="job">Its definition, such as <c>ReportsBuildJob.Definition</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="RunToEndAsync(string, CancellationToken)" path="/exception"/>
    /// <returns>The job at its end, with its result or its error.</returns>
    public async Task<JobSnapshot<TResult>> RunToEndAsync<TResult>(
        JobDefinition<TResult> job, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        await RunToEndAsync(id, cancellationToken).ConfigureAwait(false);
        return await App.GetAsync(job, id, cancellationToken).ConfigureAwait(false) ?? throw Gone(id);
    }

    /// <summary>Has a job run to its end: its attempts, its continuations, and what follows its end.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The job's record, as it is stored.</returns>
    /// <exception cref="InvalidOperationException">There is no such job, it has expired, or nothing is under way or due that could end
    /// it.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="JobTestHostOptions.GivesUpAfter"/>; the message says what is under
    /// way.</exception>
    public async Task<JobRecord> RunToEndAsync(string id, CancellationToken cancellationToken = default)
    {
        JobRecord record = await RunUntilAsync(id, static job => job.IsFinished, cancellationToken).ConfigureAwait(false);

        // The worker still has to log the end or to tell of it; where it died, another one tells of it later.
        long begun = Stopwatch.GetTimestamp();
        bool goesOn = true;
        long seen = -1;
        while (goesOn && (IsAtWork(id) || IsToBeTold(record)) && Stopwatch.GetElapsedTime(begun) < _givesUpAfter)
        {
            goesOn = await _platform.Skipper.StepAsync(IsToBeTold(record) ? seen : null, cancellationToken).ConfigureAwait(false);
            long changes = _platform.Table.Changes;
            if (!IsToBeTold(record) || changes == seen)
                continue;

            seen = changes;
            record = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? record;
        }

        return record;
    }

    /// <summary>Has time go on until a job is as the test wants it.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="condition">Whether the job is so, such as <c>job => job.Status is JobStatus.Running</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="RunToEndAsync(string, CancellationToken)" path="/exception"/>
    /// <returns>The job's record, as it is stored.</returns>
    public async Task<JobRecord> RunUntilAsync(string id, Func<JobRecord, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(condition);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        long begun = Stopwatch.GetTimestamp();
        long seen = -1;
        JobRecord? record = null;
        while (true)
        {
            long changes = _platform.Table.Changes;
            if (changes != seen)
            {
                seen = changes;
                record = await FindAsync(id, cancellationToken).ConfigureAwait(false);
                if (record is not null && condition(record))
                    return record;
            }

            if (record is null || record.ExpiresAt <= Time.GetUtcNow())
                throw Gone(id);
            if (Stopwatch.GetElapsedTime(begun) > _givesUpAfter)
            {
                throw new TimeoutException(
                    $"The job {id} is not as the test wants it after {_givesUpAfter.TotalSeconds:0} real s, "
                    + $"which {nameof(JobTestHostOptions)}.{nameof(JobTestHostOptions.GivesUpAfter)} allows. {_platform.Works.Describe()}");
            }

            if (!await _platform.Skipper.StepAsync(seen, cancellationToken).ConfigureAwait(false) && _platform.Table.Changes == seen)
                throw new InvalidOperationException($"The job {id} stays as it is: nothing is under way or due in this host that could change it.");
        }
    }

    /// <summary>
    /// Has a span of time pass, with all that is due in it, in its order. What a method does at each moment is waited for as long as code of it runs.
    /// A method that waits for something else than the clock is not waited for.
    /// </summary>
    /// <param name="time">How much: not negative, and not beyond the last day of the year 9999.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">Code of a method runs for longer than <see cref="JobTestHostOptions.GivesUpAfter"/>.</exception>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, DateTimeOffset.MaxValue - Time.GetUtcNow());
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _platform.Skipper.PassAsync(time, cancellationToken);
    }

    /// <summary>Reads the record of a job, as it is stored, whoever owns it and expired or not.</summary>
    /// <returns>Null where there is none, and for one that was removed.</returns>
    public async Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await _platform.Table.FindAsync(id, cancellationToken).ConfigureAwait(false) is { PurgedAt: null } record ? record : null;
    }

    /// <summary>Reads the records of all jobs of the host, in the order in which they were started.</summary>
    public async Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellationToken = default)
    {
        List<JobRecord> jobs = [];
        foreach (string id in _platform.Table.Ids.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } job)
                jobs.Add(job);
        }

        return jobs;
    }

    /// <summary>Ends the host. What still runs has no effect any more; its records, its log and its metrics can still be read.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        await _platform.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsToBeTold(JobRecord record) => record.Callback is { Status: JobCallbackStatus.Pending };

    private bool IsAtWork(string id) => _platform.Works.Open.Any(work => work.JobId == id && work != Work.Current);

    // The pauses between attempts are the longest that chance gives, and so the same in each run.
    private static CallbackOptions OptionsOf(JobCallbacks callbacks, JobTestHostOptions options, TimeProvider time) =>
        new([callbacks.Secret], options.CallbackHosts!)
        {
            Network = new CallbackNetwork { Receiver = new CallbackReceiver(callbacks, options.CallbackReceiver, time) },
            Jitter = static () => 1,
        };

    private static InvalidOperationException Gone(string id) => new($"There is no job {id} in this host, or it has expired.");
}
