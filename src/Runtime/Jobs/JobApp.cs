using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Http;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Jobs;

/// <summary>The jobs of an assembly with their entry points. Generated code makes the one of each assembly.</summary>
public sealed class JobApp
{
    private readonly Lazy<ServiceProvider>? _services;
    private readonly Func<IServiceProvider, Func<string, string>, IJobDispatcher?>? _dispatcher;
    private JobPlatform? _platform;

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
        Jobs = jobs;
        _dispatcher = dispatcher;
        if (configureServices is not null)
            _services = new(() => BuildServices(configureServices));
    }

    /// <summary>The jobs.</summary>
    public IReadOnlyList<JobDefinition> Jobs { get; }

    /// <summary>What the jobs run on: what <see cref="Use"/> was given, else made from the environment that a deployment sets.</summary>
    /// <exception cref="InvalidOperationException">It was not set and the environment lacks a variable; the message names it.</exception>
    public JobPlatform Platform =>
        Volatile.Read(ref _platform) ?? Interlocked.CompareExchange(ref _platform, JobEnvironment.CreatePlatform(CreateDispatcher), null) ?? _platform;

    /// <summary>
    /// Whether the services register an <see cref="IPayloadStore"/>, so that inputs over 960 KB and results over 350 KB have a place. Builds
    /// the container, but not the store.
    /// </summary>
    public bool RegistersPayloadStore => _services?.Value.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IPayloadStore)) is true;

    /// <summary>Where large payloads are kept; null where they are refused.</summary>
    internal PayloadArchive? Payloads => Platform.Payloads is { } store ? new PayloadArchive(() => store)
        : RegistersPayloadStore ? new PayloadArchive(() => _services!.Value.GetRequiredService<IPayloadStore>())
        : null;

    internal IServiceScopeFactory? ServiceScopes => _services?.Value.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Sets what the jobs run on, once and before the first of them.</summary>
    /// <exception cref="InvalidOperationException">It is set already, or was made from the environment.</exception>
    public void Use(JobPlatform platform)
    {
        if (Interlocked.CompareExchange(ref _platform, platform, null) is not null)
            throw new InvalidOperationException("The application has a platform already. Call Use once, before the first job.");
    }

    /// <summary>Accept: answers the request that starts a job.</summary>
    public ValueTask AcceptAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Accept, job);

    /// <summary>Status: answers GET and DELETE of a job's URL.</summary>
    public ValueTask StatusAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Status, null);

    /// <summary>All HTTP endpoints behind one function, told apart by method and path: for function URLs, load balancers and the local host.</summary>
    public ValueTask HttpAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        AnswerAsync(payload, invocation, reply, HttpEndpoint.Any, null);

    /// <summary>Work: runs the job's method.</summary>
    /// <exception cref="JobEventException">The event is not one of this job.</exception>
    /// <exception cref="JobAttemptFailedException">The attempt failed, is recorded, and another one may follow.</exception>
    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply)
    {
        await new Worker(this, Platform).WorkAsync(job, payload, invocation).ConfigureAwait(false);
        reply.Write("null"u8);
    }

    /// <summary>Settle: takes the platform's record of an event it gave up on, or the delayed messages of the jobs' queue.</summary>
    /// <exception cref="JobEventException">The event is neither.</exception>
    public ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        new Settler(this, Platform).SettleAsync(payload, invocation, reply);

    /// <summary>Starts a job from code, without HTTP.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="args">Its arguments; disposed of by this call.</param>
    /// <param name="options">How it is started.</param>
    /// <param name="cancellationToken">Gives up; the job may then have been started or not.</param>
    /// <exception cref="ArgumentException">
    /// The input is larger than 960 KB as an event, or than 6 MB where there is a payload store; the idempotency key was used with another input or is missing where the job requires one,
    /// or the callback's URL is not allowed.
    /// </exception>
    /// <exception cref="JobDispatchException">The job could not be dispatched and does not exist.</exception>
    /// <exception cref="PayloadStoreException">The input could not be kept, and the job does not exist; or the result of a repeated job cannot be read.</exception>
    /// <exception cref="PayloadMissingException">The job was started before, and its result is not in the payload store any more.</exception>
    public async ValueTask<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken)
    {
        using ArgumentWriter written = args;
        using JsonScratch scratch = JsonScratch.Rent();
        JobPlatform platform = Platform;
        string? callbackUrl = options?.CallbackUrl?.AbsoluteUri;
        if (callbackUrl is not null && CallbackUrl.Fault(callbackUrl, platform.Callbacks) is { } fault)
            throw new ArgumentException($"The callback's URL {fault}.", nameof(options));

        string? key = options?.IdempotencyKey;
        if (key is null && job.RequireIdempotencyKey)
            throw new ArgumentException($"The job '{job.Name}' is started under an idempotency key only: set {nameof(JobStartOptions.IdempotencyKey)}.", nameof(options));

        string id = key is null ? JobId.New() : JobId.Derive(job.Name, options!.Owner, key, platform.IdempotencySecret.Span);
        ReadOnlyMemory<byte> json = written.Finish();
        InvocationScope scope = InvocationScope.Current;
        HttpCorrelation correlation = new(scope.CorrelationId, JobActivities.CurrentTraceParent() ?? scope.TraceParent, null);
        WorkerEvent.WriteStart(scratch.Writer, id, job.Name, correlation);
        scratch.Writer.WriteRawValue(json.Span, skipInputValidation: true);
        scratch.Writer.WriteEndObject();
        ReadOnlyMemory<byte> payload = scratch.Written;
        using JsonScratch? referring = payload.Length > WorkerEvent.MaxBytes ? JsonScratch.Rent() : null;
        if (referring is not null)
        {
            if (Payloads is not { } archive)
                throw new ArgumentException($"The input takes {payload.Length} bytes as an event; at most {WorkerEvent.MaxBytes} fit.", nameof(args));
            if (json.Length > PayloadArchive.MaxInputBytes)
                throw new ArgumentException($"The input takes {json.Length} bytes; at most {PayloadArchive.MaxInputBytes} are kept.", nameof(args));
            PayloadReference input = await archive.KeepInputAsync(id, json, cancellationToken).ConfigureAwait(false);
            WorkerEvent.WriteReferring(referring.Writer, id, job.Name, correlation, input);
            payload = referring.Written;
        }

        JobStartRequest request = new()
        {
            Job = job,
            Id = id,
            Owner = options?.Owner,
            Correlation = correlation,
            CallbackUrl = callbackUrl,
            KeyedArgs = key is null ? default : json,
            Payload = payload,
            RequestId = scope.RequestId,
        };
        JobStart start = await new JobStarter(platform).StartAsync(request, InvocationBudget.Current, cancellationToken).ConfigureAwait(false);
        if (start.Outcome is JobStartOutcome.KeyReused)
            throw new ArgumentException("The idempotency key was used before with another input.", nameof(options));

        return Snapshot(job, await start.Record.WithResultAsync(this, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a job. Null when there is none, it is expired, or it is another definition's.</summary>
    /// <exception cref="PayloadStoreException">Its result cannot be read.</exception>
    /// <exception cref="PayloadMissingException">Its result is not in the payload store any more.</exception>
    public async ValueTask<JobSnapshot<TResult>?> GetAsync<TResult>(JobDefinition<TResult> job, string id, CancellationToken cancellationToken)
    {
        JobRecord? record = JobId.IsValid(id)
            ? await new StatusReader(this, Platform).FindAsync(id, InvocationBudget.Current, cancellationToken).ConfigureAwait(false)
            : null;
        return record is not null && record.Job == job.Name
            ? Snapshot(job, await record.WithResultAsync(this, cancellationToken).ConfigureAwait(false))
            : null;
    }

    internal IJobDispatcher? CreateDispatcher(Func<string, string> functionName) =>
        _services is null ? null : _dispatcher?.Invoke(_services.Value, functionName);

    /// <summary>When a job has to end. A function of another deployment may meet a job that it does not know.</summary>
    internal EndTerms TermsOf(string name, DateTimeOffset now) => Jobs.FirstOrDefault(job => job.Name == name) is { } known
        ? new EndTerms(known.MaxAttempts, Platform.LostAfter, JobRetention.ExpiryOf(known, now))
        : new EndTerms(null, Platform.LostAfter, now.AddDays(1));

    private static JobSnapshot<TResult> Snapshot<TResult>(JobDefinition<TResult> job, JobRecord record) => new()
    {
        Id = record.Id,
        Status = record.Status,
        CreatedAt = record.CreatedAt,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        Attempt = record.Attempt,
        Progress = record.Progress,
        Result = job.ResultType is { } type && !record.Result.IsEmpty ? ResultOf(record, type) : default,
        Error = record.Error,
    };

    private static TResult? ResultOf<TResult>(JobRecord record, JsonTypeInfo<TResult> type)
    {
        using PooledBuffer scratch = new();
        return JsonSerializer.Deserialize(ResultCodec.Decode(record, scratch), type);
    }

    private static ServiceProvider BuildServices(Action<IServiceCollection> configure)
    {
        ServiceCollection services = new();
        configure(services);
        return services.BuildServiceProvider();
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply, HttpEndpoint endpoint, JobDefinition? job)
    {
        using HttpEvent? request = HttpEvent.TryRead(payload, out string? fault);
        HttpResponder responder = new(request, invocation, reply);
        if (request is null)
        {
            responder.Problem(400, JobErrorCodes.BadRequest, $"The event {fault}");
            return;
        }

        try
        {
            string? allow = null;
            if (endpoint is HttpEndpoint.Any)
                (endpoint, job, allow) = HttpRouter.Find(request, Jobs);

            switch (endpoint)
            {
                case HttpEndpoint.Accept:
                    await new Acceptor(this, Platform).AcceptAsync(job!, request, invocation, reply).ConfigureAwait(false);
                    break;
                case HttpEndpoint.Status:
                    await new StatusReader(this, Platform).AnswerAsync(request, invocation, reply).ConfigureAwait(false);
                    break;
                default:
                    if (allow is null)
                        responder.Problem(404, JobErrorCodes.NotFound, "There is nothing at this path.");
                    else
                        responder.Problem(405, JobErrorCodes.MethodNotAllowed, $"This path takes {allow}.", allow: allow);
                    break;
            }
        }
        catch (PayloadStoreException exception)
        {
            LogFailure(exception);
            responder.Problem(503, JobErrorCodes.Unavailable, "The job's result cannot be read at the moment. Try again shortly.", retryAfterSeconds: 2);
        }
        catch (PayloadMissingException exception)
        {
            LogFailure(exception);
            responder.Problem(410, JobErrorCodes.Gone, "The job has succeeded, but its result is not kept any more.");
        }
        catch (Exception exception)
        {
            LogFailure(exception);
            responder.Problem(500, JobErrorCodes.InternalError, "Something went wrong on our side. Quote the request id to have it looked up.");
        }

        void LogFailure(Exception exception) => Platform.Log.Write(new JobLogEntry(JobLogLevel.Error, "http.failed")
        {
            Job = job?.Name,
            RequestId = invocation.RequestId,
            Exception = exception,
        });
    }
}
