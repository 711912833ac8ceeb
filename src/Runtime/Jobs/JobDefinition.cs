using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Shared;

namespace AsyncJobs.Jobs;

/// <summary>
/// What the attribute and the method's signature say of a job. Generated code derives from <see cref="JobDefinition{TInput,TResult}"/>.
/// </summary>
public abstract class JobDefinition
{
    private protected JobDefinition(string name, JobRoute? route)
    {
        Name = name;
        Route = route;
    }

    /// <summary>The job's name.</summary>
    public string Name { get; }

    /// <summary>The endpoint that starts the job; null for a job that only code starts.</summary>
    public JobRoute? Route { get; }

    /// <inheritdoc cref="AsyncJobAttribute.TimeoutSeconds"/>
    public int TimeoutSeconds { get; init; } = JobDefaults.TimeoutSeconds;

    /// <inheritdoc cref="AsyncJobAttribute.MemorySize"/>
    public int MemorySize { get; init; } = JobDefaults.MemorySize;

    /// <inheritdoc cref="AsyncJobAttribute.MaxAttempts"/>
    public int MaxAttempts { get; init; } = JobDefaults.MaxAttempts;

    /// <inheritdoc cref="AsyncJobAttribute.RetryOnTimeout"/>
    public bool RetryOnTimeout { get; init; }

    /// <inheritdoc cref="AsyncJobAttribute.RequireIdempotencyKey"/>
    public bool RequireIdempotencyKey { get; init; }

    /// <inheritdoc cref="AsyncJobAttribute.ReserveMilliseconds"/>
    public int ReserveMilliseconds { get; init; } = JobDefaults.ReserveMilliseconds;

    /// <inheritdoc cref="AsyncJobAttribute.RetentionHours"/>
    public int RetentionHours { get; init; } = JobDefaults.RetentionHours;

    /// <inheritdoc cref="AsyncJobAttribute.TotalTimeoutSeconds"/>
    public int TotalTimeoutSeconds { get; init; } = JobDefaults.TotalTimeoutSeconds;

    /// <inheritdoc cref="AsyncJobAttribute.KeepInput"/>
    public bool KeepInput { get; init; }

    /// <inheritdoc cref="AsyncJobAttribute.Starts"/>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>
    /// How what the method saves to go on with is written as JSON; null where the attribute names no <see cref="AsyncJobAttribute.State"/>.
    /// </summary>
    protected internal virtual JsonTypeInfo? StateType => null;

    /// <summary>Tells what the job takes and gives, by asking the code that reads and writes it.</summary>
    /// <exception cref="InvalidOperationException">A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> lacks a type that it was
    /// taken for.</exception>
    public JobDescription Describe()
    {
        DescribingArguments args = new();
        Bind(args);
        return new JobDescription
        {
            Parameters = args.Parameters,
            Body = args.BodyType,
            BodyTypes = args.BodyTypes,
            IsBodyRequired = args.IsBodyRequired,
            Result = ResultJson,
        };
    }

    private protected abstract JsonTypeInfo? ResultJson { get; }

    internal abstract void Bind(ArgumentReader args);

    /// <summary>Whether the method returns a file.</summary>
    internal virtual bool ReturnsFile => false;

    internal abstract ValueTask RunAsync(ArgumentReader args, JobContext job, JobOutput output);
}

/// <summary>A job whose result's type is known.</summary>
/// <typeparam name="TResult">What the method returns; <see cref="NoResult"/> for nothing.</typeparam>
public abstract class JobDefinition<TResult> : JobDefinition
{
    private protected JobDefinition(string name, JobRoute? route)
        : base(name, route)
    {
    }

    /// <summary>How the result is written as JSON; null for <see cref="NoResult"/>.</summary>
    protected internal virtual JsonTypeInfo<TResult>? ResultType => null;

    /// <summary>How the result is read by those who get the job over HTTP. Used by generated code.</summary>
    /// <exception cref="InvalidOperationException">The job returns nothing.</exception>
    public JsonTypeInfo<TResult> GetResultType() =>
        ResultType ?? throw new InvalidOperationException($"The job '{Name}' returns nothing: its result is the JSON null.");

    private protected sealed override JsonTypeInfo? ResultJson => ResultType;
}

/// <summary>A job whose arguments' types are known too: the base of generated code.</summary>
/// <typeparam name="TInput">The method's arguments.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="NoResult"/> for nothing.</typeparam>
public abstract class JobDefinition<TInput, TResult> : JobDefinition<TResult>
{
    /// <summary>Makes the definition of a job without a route.</summary>
    /// <param name="name">The job's name.</param>
    protected JobDefinition(string name)
        : base(name, null)
    {
    }

    /// <summary>Makes the definition.</summary>
    /// <param name="name">The job's name.</param>
    /// <param name="route">The endpoint that starts the job.</param>
    protected JobDefinition(string name, JobRoute route)
        : base(name, route)
    {
    }

    /// <summary>Reads the arguments. Faults are noted with the reader, not thrown.</summary>
    protected abstract TInput BindInput(ArgumentReader args);

    /// <summary>Calls the method.</summary>
    protected abstract ValueTask<TResult> RunAsync(TInput input, JobContext job);

    internal sealed override void Bind(ArgumentReader args) => BindInput(args);

    internal sealed override async ValueTask RunAsync(ArgumentReader args, JobContext job, JobOutput output)
    {
        // Asked for first: a type that nothing can write is known before the work is done.
        JsonTypeInfo<TResult>? type = TypeOfResult();
        TResult value = await RunAsync(BindInput(args), job).ConfigureAwait(false);
        if (type is not null)
            Write(output.Json, value, type);
    }

    private JsonTypeInfo<TResult>? TypeOfResult()
    {
        try
        {
            return ResultType;
        }
        catch (Exception cause)
        {
            throw new ResultUnwritableException(typeof(TResult), cause);
        }
    }

    // A result that is enumerated only now runs code of the method. What that throws is the method's own, unless the serializer may have thrown it.
    private static void Write(Utf8JsonWriter result, TResult value, JsonTypeInfo<TResult> type)
    {
        try
        {
            JsonSerializer.Serialize(result, value, type);
        }
        catch (Exception cause) when (ResultFault.MayBeOfSerializer(cause))
        {
            throw new ResultUnwritableException(typeof(TResult), cause);
        }
    }
}
