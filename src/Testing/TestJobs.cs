using System.Collections.Concurrent;
using AsyncJobs.Jobs;

namespace AsyncJobs.Testing;

/// <summary>The other jobs that a unit test has its job find, by their ids.</summary>
internal sealed class TestJobs
{
    // How each looks to whoever does not ask for its result goes with it: its type is known where it is added.
    private readonly ConcurrentDictionary<string, (object Job, JobSnapshot<NoResult> Plain)> _jobs = new(StringComparer.Ordinal);

    public void Set<TResult>(JobSnapshot<TResult> job) => _jobs[job.Id] = (job, job.WithoutResult<NoResult>());

    /// <summary>Finds one with its result; null where there is none, or its result is of another type.</summary>
    public JobSnapshot<TResult>? Find<TResult>(string id) => _jobs.TryGetValue(id, out var found) ? found.Job as JobSnapshot<TResult> : null;

    /// <summary>Finds one without its result.</summary>
    public JobSnapshot<TResult>? FindAny<TResult>(string id) => _jobs.TryGetValue(id, out var found) ? found.Plain.WithoutResult<TResult>() : null;
}
