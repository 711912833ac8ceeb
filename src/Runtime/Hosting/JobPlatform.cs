using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>What the jobs of a process run on.</summary>
public sealed class JobPlatform
{
    private static readonly JsonJobLog s_lines = new();

    private readonly JobLog? _log;
    private readonly Lazy<IJobStore> _store;
    private readonly Lazy<IJobDispatcher> _dispatcher;
    private readonly int? _maxUnfinishedPerOwner;
    private readonly int? _maxStartsPerMinutePerOwner;
    private readonly int? _maxStreamsPerOwner;

    /// <summary>A platform made of parts that exist.</summary>
    public JobPlatform(IJobStore store, IJobDispatcher dispatcher)
        : this(() => store, () => dispatcher)
    {
    }

    /// <summary>A platform whose parts are made when they are first needed.</summary>
    public JobPlatform(Func<IJobStore> store, Func<IJobDispatcher> dispatcher)
    {
        _store = new(store);

        // It may be made of services. If these fail once, they may not the next time.
        _dispatcher = new(dispatcher, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Where jobs are kept.</summary>
    public IJobStore Store => _store.Value;

    /// <summary>How events reach workers.</summary>
    public IJobDispatcher Dispatcher => _dispatcher.Value;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where the library's own lines go. If it is not set: to the loggers of the services, once these are made and if they have some, and else, one
    /// JSON object a line, to the standard output, which it then gives. Lines that alarms count go there in any case.
    /// </summary>
    public JobLog Log
    {
        get => _log ?? s_lines;
        init => _log = value;
    }

    /// <summary>Whether <see cref="Log"/> was set, and takes every line.</summary>
    internal bool HasOwnLog => _log is not null;

    /// <summary>Where the metrics of outgoing calls and fallbacks go; null for nowhere. On Lambda the default is the standard output.</summary>
    public EmfWriter? Metrics { get; init; }

    /// <summary>Where the API is reached from outside; when set, <c>Location</c> is absolute.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>How often a worker looks whether its job was cancelled. Default: 5 s; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan CancelPollInterval { get; init; } = TimeSpan.FromSeconds(DeploymentDefaults.CancelPollSeconds);

    /// <summary>
    /// How long the platform waits before it delivers the event of a failed invocation again. Default: 1 minute, as Lambda does. A second
    /// delivery within half of that time after an attempt began is a duplicate of the first, and does nothing while the attempt lasts. Below 1
    /// minute, the pauses between the tries of a callback are shortened in the same measure.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(DeploymentDefaults.RetryDelaySeconds);

    /// <summary>
    /// How long after its end a lease without an outcome means that the job is lost: how long the platform's retry may take to come. Default: 10
    /// minutes.
    /// </summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(DeploymentDefaults.LostAfterSeconds);

    /// <summary>A secret that makes ids derived from idempotency keys unguessable even where the keys are not.</summary>
    public ReadOnlyMemory<byte> IdempotencySecret { get; init; }

    /// <summary>
    /// Who owns a job that is started by HTTP, and so who may see and cancel it. Null, the default, for what the environment variable
    /// <c>ASYNCJOBS_OWNER</c> says, which a build gives the functions; where it is not set, for whom the API authenticated: a token's <c>sub</c>, the
    /// <c>principalId</c> of a Lambda authorizer, the caller of IAM. Else the name of the one claim of the token, or the one member
    /// of the Lambda authorizer's context, that tells callers apart, such as <c>client_id</c>; <c>iam-role</c> for null with all sessions of an
    /// assumed role as one owner; or <c>none</c> for jobs that nobody owns, which whoever knows their id can read and cancel.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty, longer than 128 characters, or has others than letters, digits and <c>_ - . : / # @ ~
    /// +</c>.</exception>
    public string? Owner
    {
        get => OwnerSetting?.Text;
        init => OwnerSetting = value is null ? null : OwnerSetting.Parse(value);
    }

    /// <summary>The same, read.</summary>
    internal OwnerSetting? OwnerSetting { get; private init; }

    /// <summary>
    /// How many unfinished jobs an owner may have, from 1 to 1,000; 0 for any number. One more is refused with 429, or from code with a
    /// <see cref="JobLimitException"/>. Jobs that nobody owns are not counted. Null, the default, for what the environment variable
    /// <c>ASYNCJOBS_MAX_UNFINISHED_PER_OWNER</c> says, which a build gives the functions; where it is not set, any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or over 1,000.</exception>
    public int? MaxUnfinishedPerOwner
    {
        get => _maxUnfinishedPerOwner;
        init => _maxUnfinishedPerOwner = Checked(value, OwnerLimitValue.MostUnfinished);
    }

    /// <summary>
    /// How many jobs an owner may start in a minute of the clock, from 1 to 10,000; 0 for any number. One more is refused with 429, or from code with
    /// a <see cref="JobLimitException"/>. Jobs that nobody owns are not counted. Null, the default, for what the environment variable
    /// <c>ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER</c> says, which a build gives the functions; where it is not set, any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or over 10,000.</exception>
    public int? MaxStartsPerMinutePerOwner
    {
        get => _maxStartsPerMinutePerOwner;
        init => _maxStartsPerMinutePerOwner = Checked(value, OwnerLimitValue.MostStartsPerMinute);
    }

    /// <summary>
    /// How many streams an owner may hold at the same time where <see cref="StreamsReplies"/> is on, from 1 to 100; 0 for any number. One more is
    /// refused with 429. A caller of whom nobody says who they are is not counted. A stream then costs a write at its start and one at its end. Null,
    /// the default, for what the environment variable <c>ASYNCJOBS_MAX_STREAMS_PER_OWNER</c> says, which a build gives the function of streams;
    /// where it is not set, any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or over 100.</exception>
    public int? MaxStreamsPerOwner
    {
        get => _maxStreamsPerOwner;
        init => _maxStreamsPerOwner = Checked(value, OwnerLimitValue.MostStreams);
    }

    /// <summary>
    /// Whether callers may remove their jobs that have ended, by DELETE of a job's URL with <c>?purge</c>. Null, the default, for what the
    /// environment variable <c>ASYNCJOBS_PURGE</c> says, which a build gives the status function; where it is not set, they may not.
    /// </summary>
    public bool? AllowsPurge { get; init; }

    /// <summary>
    /// Whether what is in front of the function passes each reply on as it comes: a REST API's integration with <c>responseTransferMode</c>
    /// <c>STREAM</c>, or a function URL with <c>InvokeMode</c> <c>RESPONSE_STREAM</c>. GET of a job's URL then streams events to whoever asks for
    /// <c>text/event-stream</c>, and every other reply has the form that these take; nothing that takes another may call the function. Null, the
    /// default, for what the environment variable <c>ASYNCJOBS_STREAMING</c> says, which a build gives the function of streams; where it is not set,
    /// nothing is streamed. It needs a host that streams: an executable's. The functions of a class library answer as if this were false.
    /// </summary>
    public bool? StreamsReplies { get; init; }

    /// <summary>
    /// Whether callers may list their jobs, by GET of <c>/jobs</c>. A job that is started then has the keys of the index that this needs, if it has
    /// an owner, and costs one write unit more. Null, the default, for what the environment variable <c>ASYNCJOBS_LIST</c> says, which a build gives
    /// the functions; where it is not set, they may not.
    /// </summary>
    public bool? AllowsList { get; init; }

    /// <summary>
    /// Whether <see cref="JobApp.ListAsync"/> has an index to list all jobs by. A job that is started then has its keys, and costs one write unit
    /// more. Null, the default, for what the environment variable <c>ASYNCJOBS_LIST_ALL</c> says, which a build gives the functions; where it is not
    /// set, there is none.
    /// </summary>
    public bool? ListsAll { get; init; }

    /// <summary>
    /// The origins whose pages may call the jobs from a browser (CORS): each as browsers send it, such as <c>https://app.example.com</c> or
    /// <c>http://localhost:5173</c>, or <c>*</c> alone for the pages of every origin. Null, the default, for what the environment variable
    /// <c>ASYNCJOBS_CORS_ORIGINS</c> says, which a build gives the functions; where it is not set, for none. No page reads what
    /// a request with cookies gets.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is not an origin as browsers send it, is <c>null</c>, or stands beside <c>*</c>.</exception>
    public IReadOnlyList<string>? CorsOrigins
    {
        get => CorsSetting?.Origins;
        init => CorsSetting = value is null ? null : CorsSetting.Parse(value);
    }

    /// <summary>The same, read.</summary>
    internal CorsSetting? CorsSetting { get; private init; }

    /// <summary>
    /// Whether callers are told what a method threw, and what a request that failed came to. Default: false, since an exception's text may have in it
    /// what is none of a caller's business. For a developer's own machine, as the local host sets it.
    /// </summary>
    public bool ShowsExceptions { get; init; }

    /// <summary>Which callbacks the callers of jobs may register; null for none.</summary>
    public CallbackOptions? Callbacks { get; init; }

    /// <summary>
    /// Where payloads are kept that are too large for an event or an item. Null for what the application's services register, if they do.
    /// </summary>
    public IPayloadStore? Payloads { get; init; }

    /// <summary>
    /// How settle is told to look at a job later, or to try a callback again. Null for a deployment without the queue: a job whose worker vanished
    /// then ends when somebody reads it, and a callback is tried only as long as the invocation lasts that ended the job.
    /// </summary>
    public IDelayedDelivery? Delayed { get; init; }

    private static int? Checked(int? value, int most)
    {
        if (value is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(number, most, nameof(value));
        }

        return value;
    }
}
