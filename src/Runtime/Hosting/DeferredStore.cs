using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Hosting;

/// <summary>The platform's store, which is made when it is first used.</summary>
internal sealed class DeferredStore(JobPlatform platform) : IJobStore
{
    public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) =>
        platform.Store.CreateAsync(record, now, cancellationToken);

    public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => platform.Store.GetAsync(id, cancellationToken);

    public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) =>
        platform.Store.ApplyAsync(id, transition, now, cancellationToken);

    public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) =>
        platform.Store.DeleteUndispatchedAsync(id, cancellationToken);
}
