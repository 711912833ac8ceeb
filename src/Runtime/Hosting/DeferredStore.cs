using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;
using AsyncJobs.Texts;

namespace AsyncJobs.Hosting;

/// <summary>The platform's store, which is made when it is first used. That it cannot be made is an answer to each call, and stays so.</summary>
internal sealed class DeferredStore(JobPlatform platform) : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore
{
    private IJobStore Store
    {
        get
        {
            try
            {
                return platform.Store;
            }
            catch (Exception exception)
            {
                throw new JobStoreException($"The job store cannot be made: {ExceptionText.Message(exception)}", isTransient: false, exception);
            }
        }
    }

    private IOwnerUsageStore Usage => Store as IOwnerUsageStore ?? throw new JobStoreException(
        $"The job store {Store.GetType()} does not count the jobs of owners: set no limits for them, or use {nameof(DynamoDbJobStore)}.",
        isTransient: false);

    private IStreamPlaceStore Streams => Store as IStreamPlaceStore ?? throw new JobStoreException(
        $"The job store {Store.GetType()} does not count the streams of owners: set no limit for them, or use {nameof(DynamoDbJobStore)}.",
        isTransient: false);

    private IJobListStore Lists => Store as IJobListStore ?? throw new JobStoreException(
        $"The job store {Store.GetType()} does not list jobs: turn AsyncJobsList off, or use {nameof(DynamoDbJobStore)}.",
        isTransient: false);

    private IKeptInputStore Inputs => Store as IKeptInputStore ?? throw new JobStoreException(
        $"The job store {Store.GetType()} does not keep the inputs of jobs: set KeepInput for none of them, or use {nameof(DynamoDbJobStore)}.",
        isTransient: false);

    public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) =>
        Store.CreateAsync(record, now, cancellationToken);

    public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) =>
        Store.GetAsync(id, cancellationToken);

    public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) =>
        Store.ApplyAsync(id, transition, now, cancellationToken);

    public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) =>
        Store.DeleteUndispatchedAsync(id, cancellationToken);

    public ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken) =>
        Store.RemoveFinishedAsync(record, stub, now, cancellationToken);

    public ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken) => Usage.GetUsageAsync(key, cancellationToken);

    public ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken) =>
        Usage.ApplyAsync(key, change, cancellationToken);

    public ValueTask<StreamPlaces?> ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken) =>
        Streams.ApplyAsync(key, change, cancellationToken);

    public ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken) =>
        Lists.ListKeysAsync(query, cancellationToken);

    public ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Lists.ReadOutlinesAsync(ids, cancellationToken);

    public ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        Lists.ScanKeysAsync(scan, after, now, cancellationToken);

    public ValueTask KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken) =>
        Inputs.KeepInputAsync(id, input, cancellationToken);

    public ValueTask<KeptInput?> GetInputAsync(string id, CancellationToken cancellationToken) => Inputs.GetInputAsync(id, cancellationToken);

    public ValueTask RemoveInputAsync(string id, CancellationToken cancellationToken) => Inputs.RemoveInputAsync(id, cancellationToken);
}
