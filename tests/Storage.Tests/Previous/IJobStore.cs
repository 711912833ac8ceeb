// The previous version: 0.1.0, before delayed delivery. These files are a frozen copy of what it decides and writes, to be run beside the present
// version on one table. Do not mend them. When a version is released, a copy of that one takes their place.
namespace AsyncJobs.Previous;

/// <summary>
/// Where jobs are kept. Each call is atomic for its one record; all of them agree with <see cref="JobStateMachine"/>.
/// Implementations are safe for concurrent use.
/// </summary>
internal interface IJobStore
{
    /// <summary>Stores a new job unless one with its id is there and not expired at <paramref name="now"/>.</summary>
    /// <returns>Null when the record was stored; else the record that is there.</returns>
    ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Reads a job, expired or not, with every write that was confirmed before.</summary>
    /// <returns>Null when there is none.</returns>
    ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Applies a transition in one conditional write, without reading first.</summary>
    ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a job that could not be dispatched: only while it is PENDING and no attempt has begun.</summary>
    /// <returns>Null when there is no such job any more; else the record that was left, since a worker or a cancel came first.</returns>
    ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken);
}
