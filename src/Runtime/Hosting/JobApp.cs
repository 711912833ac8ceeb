using System.Buffers;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Ending;
using AsyncJobs.Endpoints;
using AsyncJobs.Hosting;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Jobs;

/// <summary>The jobs of an assembly with their entry points. Generated code makes the one of each assembly.</summary>
public sealed class JobApp
{
    private readonly JobServices _services;
    private readonly Func<IServiceProvider, Func<string, string>, IJobDispatcher?>? _dispatcher;
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
        Jobs = jobs;
        _dispatcher = dispatcher;
        _services = new JobServices(configureServices);
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
    public bool RegistersPayloadStore => _services.Registers<IPayloadStore>();

    private JobComposition Composition =>
        Volatile.Read(ref _composition) ?? Interlocked.CompareExchange(ref _composition, new JobComposition(Jobs, Platform, _services), null) ?? _composition;

    /// <summary>Sets what the jobs run on, once and before the first of them.</summary>
    /// <exception cref="InvalidOperationException">It is set already, or was made from the environment.</exception>
    public void Use(JobPlatform platform)
    {
        if (Interlocked.CompareExchange(ref _platform, platform, null) is not null)
            throw new InvalidOperationException("The application has a platform already. Call Use once, before the first job.");
    }

    /// <summary>Accept: answers the request that starts a job.</summary>
    public async ValueTask AcceptAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        await Composition.Http.AnswerAsync(payload, invocation, reply, HttpEndpoint.Accept, job).ConfigureAwait(false);

    /// <summary>Status: answers GET and DELETE of a job's URL.</summary>
    public async ValueTask StatusAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        await Composition.Http.AnswerAsync(payload, invocation, reply, HttpEndpoint.Status, null).ConfigureAwait(false);

    /// <summary>All HTTP endpoints behind one function, told apart by method and path: for function URLs, load balancers and the local host.</summary>
    public async ValueTask HttpAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        await Composition.Http.AnswerAsync(payload, invocation, reply, HttpEndpoint.Any, null).ConfigureAwait(false);

    /// <summary>Work: runs the job's method.</summary>
    /// <exception cref="JobEventException">The event is not one of this job.</exception>
    /// <exception cref="JobAttemptFailedException">The attempt failed, is recorded, and another one may follow.</exception>
    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply)
    {
        await Composition.Worker.WorkAsync(job, payload, invocation).ConfigureAwait(false);
        reply.Write("null"u8);
    }

    /// <summary>Settle: takes the platform's record of an event it gave up on, or the delayed messages of the jobs' queue.</summary>
    /// <exception cref="JobEventException">The event is neither.</exception>
    public async ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply) =>
        await Composition.Settler.SettleAsync(payload, invocation, reply).ConfigureAwait(false);

    /// <summary>Starts a job from code, without HTTP.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="args">Its arguments; disposed of by this call.</param>
    /// <param name="options">How it is started.</param>
    /// <param name="cancellationToken">Gives up; the job may then have been started or not.</param>
    /// <exception cref="ArgumentException">
    /// The input is larger than 960 KB as an event, or than 6 MB where there is a payload store; the idempotency key was used with another input or is missing where the job requires one,
    /// or the callback's URL is not allowed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The environment lacks what the jobs run on, or says it wrong; the message names the variable.</exception>
    /// <exception cref="JobDispatchException">
    /// The job could not be dispatched. It does not exist, unless <see cref="JobDispatchException.MayHaveStarted"/> says that this is not known.
    /// <see cref="JobDispatchException.IsTransient"/> says whether the same start may succeed shortly.
    /// </exception>
    /// <exception cref="JobStoreException">The job could not be stored, and would not be the next time: the message says what to mend.</exception>
    /// <exception cref="PayloadStoreException">The input could not be kept, and the job does not exist; or the result of a repeated job cannot be read.</exception>
    /// <exception cref="PayloadMissingException">The job was started before, and its result is not in the payload store any more.</exception>
    public async ValueTask<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken)
    {
        using ArgumentWriter written = args;
        return await Composition.CodeStart.StartAsync(job, written, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a job. Null when there is none, it is expired, or it is another definition's.</summary>
    /// <exception cref="PayloadStoreException">Its result cannot be read.</exception>
    /// <exception cref="PayloadMissingException">Its result is not in the payload store any more.</exception>
    public async ValueTask<JobSnapshot<TResult>?> GetAsync<TResult>(JobDefinition<TResult> job, string id, CancellationToken cancellationToken)
    {
        JobReader reader = Composition.Reader;
        JobRecord? record = await reader.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (record is not null)
            record = await reader.EndLostAsync(record, null, InvocationBudget.Current, cancellationToken).ConfigureAwait(false);
        return record is not null && record.Job == job.Name
            ? SnapshotReader.Read(job, await Composition.Archive.WithResultAsync(record, cancellationToken).ConfigureAwait(false))
            : null;
    }

    internal IJobDispatcher? CreateDispatcher(Func<string, string> functionName) =>
        _dispatcher is not null && _services.Provider is { } services ? _dispatcher(services, functionName) : null;
}
