using System.Collections;

namespace AsyncJobs.Jobs;

/// <summary>What became of the starts of several jobs, in the order of their inputs.</summary>
/// <typeparam name="TInput">The type of an input.</typeparam>
/// <typeparam name="TResult">What the jobs return.</typeparam>
public sealed class JobStartResults<TInput, TResult> : IReadOnlyList<JobStartResult<TInput, TResult>>
{
    private readonly JobStartResult<TInput, TResult>[] _results;

    internal JobStartResults(JobStartResult<TInput, TResult>[] results) => _results = results;

    /// <summary>How many inputs there were.</summary>
    public int Count => _results.Length;

    /// <summary>Whether all jobs were started.</summary>
    public bool AllStarted => Array.TrueForAll(_results, static result => result.IsStarted);

    /// <summary>The ids of the jobs that were started, in the order of their inputs.</summary>
    public IEnumerable<string> Ids => _results.Where(static result => result.IsStarted).Select(static result => result.Job!.Id);

    /// <summary>Those that were not started, or of which that is not known.</summary>
    public IEnumerable<JobStartResult<TInput, TResult>> NotStarted => _results.Where(static result => !result.IsStarted);

    /// <summary>What became of one input, by its place.</summary>
    public JobStartResult<TInput, TResult> this[int index] => _results[index];

    /// <summary>Sees to it that all jobs were started.</summary>
    /// <returns>The same results.</returns>
    /// <exception cref="JobsNotStartedException">Not all were.</exception>
    public JobStartResults<TInput, TResult> EnsureAllStarted() =>
        AllStarted ? this : throw new JobsNotStartedException([.. NotStarted.Select(result => result.Failure)], Count);

    /// <inheritdoc/>
    public IEnumerator<JobStartResult<TInput, TResult>> GetEnumerator() => _results.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
