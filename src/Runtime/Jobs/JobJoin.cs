using System.Collections;

namespace AsyncJobs.Jobs;

/// <summary>The jobs that another one has waited for, all of which have ended, in the order of their ids.</summary>
/// <typeparam name="TResult">The type of their results.</typeparam>
public sealed class JobJoin<TResult> : IReadOnlyList<JoinedJob<TResult>>
{
    private readonly JoinedJob<TResult>[] _jobs;

    internal JobJoin(JoinedJob<TResult>[] jobs) => _jobs = jobs;

    /// <summary>How many they are.</summary>
    public int Count => _jobs.Length;

    /// <summary>Whether each of them SUCCEEDED, and is there.</summary>
    public bool AllSucceeded => Array.TrueForAll(_jobs, static job => job.IsSucceeded);

    /// <summary>Those that FAILED, are TIMED_OUT or CANCELLED, or are not there any more.</summary>
    public IEnumerable<JoinedJob<TResult>> NotSucceeded => _jobs.Where(static job => !job.IsSucceeded);

    /// <summary>One of them, by the place of its id.</summary>
    public JoinedJob<TResult> this[int index] => _jobs[index];

    /// <summary>Sees to it that all of them SUCCEEDED.</summary>
    /// <returns>The same jobs.</returns>
    /// <exception cref="JobsNotSucceededException">Not all did. It ends a job whose method lets it pass, without another attempt.</exception>
    public JobJoin<TResult> EnsureAllSucceeded() =>
        AllSucceeded ? this : throw new JobsNotSucceededException([.. NotSucceeded.Select(job => (job.Id, job.Job?.Status, job.Job?.Error))], Count);

    /// <summary>Gives the results of all of them.</summary>
    /// <returns>The results, in the order of the ids.</returns>
    /// <exception cref="JobsNotSucceededException">Not all SUCCEEDED. It ends a job whose method lets it pass, without another attempt.</exception>
    public IReadOnlyList<TResult> GetResults() => Array.ConvertAll(EnsureAllSucceeded()._jobs, static job => job.Job!.Result!);

    /// <inheritdoc/>
    public IEnumerator<JoinedJob<TResult>> GetEnumerator() => _jobs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
