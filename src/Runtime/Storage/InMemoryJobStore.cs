using System.Collections.Concurrent;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;

namespace AsyncJobs.Storage;

/// <summary>Keeps jobs in this process: for the local host, tests and benchmarks. Expired records stay until their id is used again.</summary>
/// <remarks>What DynamoDB would refuse as an item of over 400 KB is a <see cref="JobStoreException"/> here too, up to 1 KB sooner.</remarks>
public sealed class InMemoryJobStore : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore
{
    private readonly ConcurrentDictionary<string, JobRecord> _records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OwnerUsage> _usage = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StreamPlaces> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeptInput> _inputs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">The record is too large for an item of DynamoDB.</exception>
    public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RecordSize.Check(record);
        while (!_records.TryAdd(record.Id, record))
        {
            if (!_records.TryGetValue(record.Id, out JobRecord? existing))
                continue;

            if (existing.ExpiresAt > now)
                return new(existing);

            if (_records.TryUpdate(record.Id, record, existing))
                break;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => new(_records.GetValueOrDefault(id));

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">The record would become too large for an item of DynamoDB.</exception>
    public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (_records.TryGetValue(id, out JobRecord? current))
        {
            JobRecord? next = JobStateMachine.Apply(current, transition, now);
            if (next is null)
                return new(new JobTransitionResult(JobStateMachine.IsAlreadyApplied(current, transition), current));

            RecordSize.Check(next);
            if (_records.TryUpdate(id, next, current))
                return new(new JobTransitionResult(true, transition is JobTransition.Finish ? null : next));
        }

        return new(new JobTransitionResult(false, null));
    }

    /// <inheritdoc/>
    public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken)
    {
        while (_records.TryGetValue(id, out JobRecord? record))
        {
            if (record is not { Status: JobStatus.Pending, Attempt: 0 })
                return new(record);

            if (_records.TryRemove(KeyValuePair.Create(id, record)))
                break;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        while (_records.TryGetValue(record.Id, out JobRecord? current) && current.PurgedAt is null)
        {
            if (current.CreatedAt != record.CreatedAt || !JobStateMachine.CanPurge(current, now))
                return new(current);

            if (stub is null ? _records.TryRemove(KeyValuePair.Create(record.Id, current)) : _records.TryUpdate(record.Id, stub, current))
                break;
        }

        return default;
    }

    ValueTask<OwnerUsage?> IOwnerUsageStore.GetUsageAsync(string key, CancellationToken cancellationToken) => new(_usage.GetValueOrDefault(key));

    ValueTask<bool> IOwnerUsageStore.ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken)
    {
        while (true)
        {
            OwnerUsage? current = _usage.GetValueOrDefault(key);
            if (OwnerUsage.Apply(current, change) is not { } next)
                return new(false);
            if (current is null ? _usage.TryAdd(key, next) : _usage.TryUpdate(key, next, current))
                return new(true);
        }
    }

    ValueTask<StreamPlaces?> IStreamPlaceStore.ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken)
    {
        while (true)
        {
            StreamPlaces current = _streams.GetOrAdd(key, StreamPlaces.None);
            if (StreamPlaces.Apply(current, change) is not { } next)
                return new(current);
            if (_streams.TryUpdate(key, next, current))
                return default;
        }
    }

    ValueTask<JobListKeys> IJobListStore.ListKeysAsync(JobListQuery query, CancellationToken cancellationToken)
    {
        JobListKey[] found =
        [
            .. _records.Values
                .Where(record => query.Part.Has(record))
                .Select(JobListKey.Of)
                .Where(key => key.IsSince(query.Since) && (query.After is not { } after || string.CompareOrdinal(key.Text, after.Before) < 0))
                .OrderByDescending(static key => key.Text, StringComparer.Ordinal)
                .Take(query.Most + 1),
        ];
        return new(new JobListKeys(found.Length > query.Most ? found[..query.Most] : found, found.Length > query.Most));
    }

    ValueTask<JobOutlines> IJobListStore.ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        new(new JobOutlines([.. ids.Select(id => _records.GetValueOrDefault(id)).OfType<JobRecord>().Select(JobOutlines.Of)], []));

    ValueTask<JobScanPage> IJobListStore.ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(new JobScanPage([.. _records.Values.Where(record => scan.Finds(record, now)).Select(JobListKey.Of)], null));

    // As the table's TTL is in whole seconds, and what is read of it is a copy.
    ValueTask IKeptInputStore.KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken)
    {
        _inputs[id] = input with
        {
            Content = input.Content.ToArray(),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(input.ExpiresAt.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds()),
        };
        return default;
    }

    ValueTask<KeptInput?> IKeptInputStore.GetInputAsync(string id, CancellationToken cancellationToken) => new(_inputs.GetValueOrDefault(id));

    ValueTask IKeptInputStore.RemoveInputAsync(string id, CancellationToken cancellationToken)
    {
        _inputs.TryRemove(id, out _);
        return default;
    }
}
