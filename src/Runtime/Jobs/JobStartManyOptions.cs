namespace AsyncJobs.Jobs;

/// <summary>How jobs are started from code, one for each of a set of inputs.</summary>
/// <typeparam name="TInput">The type of an input.</typeparam>
public sealed record JobStartManyOptions<TInput>
{
    private readonly int _parallelism = ManyJobs.DefaultParallelism;

    /// <summary>
    /// What tells an input from the others, as the end of its idempotency key: a name or a number that it has, which is the same in a call that
    /// repeats this one. Null, the default, for its place among the inputs, from 0: a call that repeats this one then has to have the same inputs in
    /// the same order.
    /// </summary>
    public Func<TInput, string>? KeyOf { get; init; }

    /// <summary>How many starts are under way at a time, from 1 to <see cref="ManyJobs.MostParallelism"/>. Default:
    /// <see cref="ManyJobs.DefaultParallelism"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 1 or over the maximum.</exception>
    public int Parallelism
    {
        get => _parallelism;
        init
        {
            _parallelism = value is >= 1 and <= ManyJobs.MostParallelism
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value), value, $"{nameof(Parallelism)} is from 1 to {ManyJobs.MostParallelism}.");
        }
    }

    /// <inheritdoc cref="JobStartOptions.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="JobStartOptions.IgnoreLimits"/>
    public bool IgnoreLimits { get; init; }

    /// <inheritdoc cref="JobStartOptions.CallbackUrl"/>
    public Uri? CallbackUrl { get; init; }

    /// <summary>How the job of one input is started.</summary>
    internal JobStartOptions Of(string key) => new()
    {
        Owner = Owner,
        IdempotencyKey = key,
        IgnoreLimits = IgnoreLimits,
        CallbackUrl = CallbackUrl,
    };
}
