using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>
/// Where jobs are kept. Each call is atomic for its one record; all of them agree with <see cref="JobStateMachine"/>.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IJobStore
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

    /// <summary>
    /// Removes a job that has ended, or leaves a record without its data in its place: only while it is the one that was read, by its
    /// <see cref="JobRecord.CreatedAt"/>, and <see cref="JobStateMachine.CanPurge"/> allows it. Nothing of the old record stays, known or not.
    /// A store that does not do this can be used for everything else.
    /// </summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="stub">What takes its place, which has a <see cref="JobRecord.PurgedAt"/>; null for nothing.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up; the job may then be removed or not.</param>
    /// <returns>Null when there is no such job any more; else the record that was left.</returns>
    /// <exception cref="JobStoreException">The store does not remove jobs that have ended.</exception>
    ValueTask<JobRecord?> RemoveFinishedAsync(JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw new JobStoreException($"The job store {GetType()} does not remove jobs that have ended.", isTransient: false);
}
