using AsyncJobs.Starting;

namespace AsyncJobs.Jobs;

/// <summary>Starts jobs from code, one for each of a set of inputs. The generated <c>StartManyAsync</c> methods call it.</summary>
public static class ManyJobs
{
    /// <summary>How many starts are under way at a time by default.</summary>
    public const int DefaultParallelism = 16;

    /// <summary>How many starts may be under way at a time.</summary>
    public const int MostParallelism = 64;

    // What stays of the budget at most for whatever the caller does with those that were not begun.
    private static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(10);

    /// <summary>Starts a job for each input, each under an idempotency key of its own, some at a time.</summary>
    /// <remarks>
    /// None is begun any more once the token has fired, or <see cref="InvocationBudget.Current"/> has only a tenth left of what it had, or 10 s. What
    /// fails does not keep the others from being started.
    /// </remarks>
    /// <param name="inputs">The inputs, which are enumerated once, before the first start.</param>
    /// <param name="key">
    /// What the idempotency keys of all inputs begin with, such as the id of the job that starts them; <c>/</c> and what tells the input apart
    /// follow, by <see cref="JobStartManyOptions{TInput}.KeyOf"/>. The same call again starts nothing twice.
    /// </param>
    /// <param name="start">Starts the job of an input, with the options that it is given.</param>
    /// <param name="options">How to start them; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up; a start that is under way may then have happened or not.</param>
    /// <returns>What became of each input, in their order.</returns>
    /// <exception cref="ArgumentException">
    /// Two inputs have the same key, or one has none that is 1 to 255 printable ASCII characters without spaces.
    /// </exception>
    public static async Task<JobStartResults<TInput, TResult>> StartAsync<TInput, TResult>(
        IEnumerable<TInput> inputs,
        string key,
        Func<TInput, JobStartOptions, CancellationToken, Task<JobSnapshot<TResult>>> start,
        JobStartManyOptions<TInput>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(start);
        options ??= new JobStartManyOptions<TInput>();
        TInput[] all = [.. inputs];
        string[] keys = KeysOf(all, key, options);
        var results = new JobStartResult<TInput, TResult>[all.Length];
        InvocationBudget budget = InvocationBudget.Current.LeaveTenth(s_longestRest);
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Parallelism, all.Length)).Select(_ => StartNextAsync())).ConfigureAwait(false);
        return new JobStartResults<TInput, TResult>(results);

        async Task StartNextAsync()
        {
            while (Interlocked.Increment(ref next) is var i && i < all.Length)
            {
                bool isOver = cancellationToken.IsCancellationRequested || budget.Remaining == TimeSpan.Zero;
                results[i] = isOver
                    ? new JobStartResult<TInput, TResult>(all[i], keys[i])
                    : await StartOneAsync(all[i], options.Of(keys[i]), start, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<JobStartResult<TInput, TResult>> StartOneAsync<TInput, TResult>(
        TInput input,
        JobStartOptions options,
        Func<TInput, JobStartOptions, CancellationToken, Task<JobSnapshot<TResult>>> start,
        CancellationToken cancellationToken)
    {
        try
        {
            JobSnapshot<TResult> job = await start(input, options, cancellationToken).ConfigureAwait(false);
            return new JobStartResult<TInput, TResult>(input, options.IdempotencyKey!) { Job = job };
        }
        catch (Exception failure)
        {
            return new JobStartResult<TInput, TResult>(input, options.IdempotencyKey!) { Failure = failure };
        }
    }

    private static string[] KeysOf<TInput>(TInput[] inputs, string key, JobStartManyOptions<TInput> options)
    {
        string[] keys = new string[inputs.Length];
        Dictionary<string, int> places = new(inputs.Length, StringComparer.Ordinal);
        for (int i = 0; i < inputs.Length; i++)
        {
            keys[i] = $"{key}/{(options.KeyOf is { } keyOf ? keyOf(inputs[i]) : i.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
            if (!IdempotencyKey.HasForm(keys[i]))
            {
                throw new ArgumentException(
                    $"The idempotency key of input {i} has to be {IdempotencyKey.Form}, with what it begins with.", nameof(key));
            }

            if (!places.TryAdd(keys[i], i))
            {
                throw new ArgumentException(
                    $"Inputs {places[keys[i]]} and {i} have the same idempotency key, and would be one job: {nameof(options.KeyOf)} has to tell them "
                    + "apart.",
                    nameof(options));
            }
        }

        return keys;
    }
}
