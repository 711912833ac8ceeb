using Amazon.DynamoDBv2;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;

namespace AsyncJobs.Testing.Platform;

/// <summary>Keeps the jobs of a host in a table, which is made when it is first used.</summary>
/// <param name="client">The client of the test.</param>
/// <param name="table">The table; null for one that is removed again.</param>
/// <param name="indexes">The indexes by which jobs are listed.</param>
internal sealed class TestDynamoDb(IAmazonDynamoDB client, string? table, DynamoDbTableIndexes indexes)
    : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore, IAsyncDisposable
{
    private readonly string _table = table ?? $"asyncjobs-test-{Guid.NewGuid():N}";
    private readonly object _gate = new();
    private Task<DynamoDbJobStore>? _store;

    public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) =>
        await (await OpenAsync().ConfigureAwait(false)).CreateAsync(record, now, cancellationToken).ConfigureAwait(false);

    public async ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) =>
        await (await OpenAsync().ConfigureAwait(false)).GetAsync(id, cancellationToken).ConfigureAwait(false);

    public async ValueTask<JobTransitionResult> ApplyAsync(
        string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) =>
        await (await OpenAsync().ConfigureAwait(false)).ApplyAsync(id, transition, now, cancellationToken).ConfigureAwait(false);

    public async ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) =>
        await (await OpenAsync().ConfigureAwait(false)).DeleteUndispatchedAsync(id, cancellationToken).ConfigureAwait(false);

    public async ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken) =>
        await (await OpenAsync().ConfigureAwait(false)).RemoveFinishedAsync(record, stub, now, cancellationToken).ConfigureAwait(false);

    public async ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken)
    {
        IOwnerUsageStore usage = await OpenAsync().ConfigureAwait(false);
        return await usage.GetUsageAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken)
    {
        IOwnerUsageStore usage = await OpenAsync().ConfigureAwait(false);
        return await usage.ApplyAsync(key, change, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<StreamPlaces?> ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken)
    {
        IStreamPlaceStore streams = await OpenAsync().ConfigureAwait(false);
        return await streams.ApplyAsync(key, change, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken)
    {
        IJobListStore list = await OpenAsync().ConfigureAwait(false);
        return await list.ListKeysAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        IJobListStore list = await OpenAsync().ConfigureAwait(false);
        return await list.ReadOutlinesAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IJobListStore list = await OpenAsync().ConfigureAwait(false);
        return await list.ScanKeysAsync(scan, after, now, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken)
    {
        IKeptInputStore inputs = await OpenAsync().ConfigureAwait(false);
        await inputs.KeepInputAsync(id, input, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<KeptInput?> GetInputAsync(string id, CancellationToken cancellationToken)
    {
        IKeptInputStore inputs = await OpenAsync().ConfigureAwait(false);
        return await inputs.GetInputAsync(id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveInputAsync(string id, CancellationToken cancellationToken)
    {
        IKeptInputStore inputs = await OpenAsync().ConfigureAwait(false);
        await inputs.RemoveInputAsync(id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (table is null && _store is { IsCompletedSuccessfully: true })
            await client.DeleteTableAsync(_table).ConfigureAwait(false);
    }

    private Task<DynamoDbJobStore> OpenAsync()
    {
        lock (_gate)
            return _store ??= CreateAsync();
    }

    private async Task<DynamoDbJobStore> CreateAsync()
    {
        await DynamoDbTable.EnsureExistsAsync(client, _table, indexes).ConfigureAwait(false);
        return new DynamoDbJobStore(client, _table);
    }
}
