using System.Collections.Concurrent;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;
using AsyncJobs.Testing.Faults;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing.Platform;

/// <summary>The table as the application sees it: it has faults, and nobody gets an answer from it whose process is dead.</summary>
/// <param name="store">Where the jobs are.</param>
/// <param name="faults">What is to go wrong.</param>
internal sealed class TestTable(IJobStore store, FaultOrders faults) : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore
{
    private readonly ConcurrentQueue<string> _ids = [];
    private int _calls;
    private long _changes;

    private IOwnerUsageStore Usage => (IOwnerUsageStore)store;

    private IStreamPlaceStore Streams => (IStreamPlaceStore)store;

    private IJobListStore Lists => (IJobListStore)store;

    private IKeptInputStore Inputs => (IKeptInputStore)store;

    /// <summary>The jobs, in the order in which they were stored.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Whether it is being read or written.</summary>
    public bool IsBusy => Volatile.Read(ref _calls) > 0;

    /// <summary>How often it was changed.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>Reads a job without a fault.</summary>
    public ValueTask<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) => store.GetAsync(id, cancellationToken);

    public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord? existing = await WriteAsync(() => store.CreateAsync(record, now, cancellationToken)).ConfigureAwait(false);
        if (existing is null)
        {
            _ids.Enqueue(record.Id);
            LoseReply();
        }

        return existing;
    }

    public async ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) =>
        await CallAsync(() => store.GetAsync(id, cancellationToken)).ConfigureAwait(false);

    public async ValueTask<JobTransitionResult> ApplyAsync(
        string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isOutcome = transition is JobTransition.Finish or JobTransition.Release or JobTransition.Continue;
        if (isOutcome)
            await KillAsync(FaultKind.KillBeforeOutcome).ConfigureAwait(false);
        JobTransitionResult result = await WriteAsync(() => store.ApplyAsync(id, transition, now, cancellationToken)).ConfigureAwait(false);
        if (!result.Applied)
            return result;

        if (isOutcome)
            await KillAsync(FaultKind.KillAfterOutcome).ConfigureAwait(false);
        else if (transition is JobTransition.Claim)
            await KillAsync(FaultKind.KillAfterClaim).ConfigureAwait(false);
        else if (transition is JobTransition.SaveState)
            await KillAsync(FaultKind.KillAfterSavedState).ConfigureAwait(false);

        LoseReply();
        return result;
    }

    public async ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken)
    {
        JobRecord? left = await WriteAsync(() => store.DeleteUndispatchedAsync(id, cancellationToken)).ConfigureAwait(false);
        LoseReply();
        return left;
    }

    public async ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord? left = await WriteAsync(() => store.RemoveFinishedAsync(record, stub, now, cancellationToken)).ConfigureAwait(false);
        LoseReply();
        return left;
    }

    public async ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken) =>
        await CallAsync(() => Usage.GetUsageAsync(key, cancellationToken)).ConfigureAwait(false);

    public async ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken)
    {
        bool isApplied = await WriteAsync(() => Usage.ApplyAsync(key, change, cancellationToken)).ConfigureAwait(false);
        LoseReply();
        return isApplied;
    }

    public async ValueTask<StreamPlaces?> ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken)
    {
        StreamPlaces? refused = await WriteAsync(() => Streams.ApplyAsync(key, change, cancellationToken)).ConfigureAwait(false);
        if (refused is null)
            LoseReply();
        return refused;
    }

    public async ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken) =>
        await CallAsync(() => Lists.ListKeysAsync(query, cancellationToken)).ConfigureAwait(false);

    public async ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        await CallAsync(() => Lists.ReadOutlinesAsync(ids, cancellationToken)).ConfigureAwait(false);

    public async ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        await CallAsync(() => Lists.ScanKeysAsync(scan, after, now, cancellationToken)).ConfigureAwait(false);

    public async ValueTask KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken) => await WriteAsync(async () =>
    {
        await Inputs.KeepInputAsync(id, input, cancellationToken).ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    public async ValueTask<KeptInput?> GetInputAsync(string id, CancellationToken cancellationToken) =>
        await CallAsync(() => Inputs.GetInputAsync(id, cancellationToken)).ConfigureAwait(false);

    public async ValueTask RemoveInputAsync(string id, CancellationToken cancellationToken) => await WriteAsync(async () =>
    {
        await Inputs.RemoveInputAsync(id, cancellationToken).ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    // Counted whatever becomes of whoever wrote.
    private ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write) => CallAsync(async () =>
    {
        T result = await write().ConfigureAwait(false);
        Interlocked.Increment(ref _changes);
        return result;
    });

    private void LoseReply()
    {
        if (faults.Takes(FaultKind.LoseTableReply))
            throw new JobStoreException("The test lost the reply of the table to a write that it has done.", isTransient: true);
    }

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        await Work.DieIfKilledAsync().ConfigureAwait(false);
        if (faults.Takes(FaultKind.ThrottleTable))
            throw new JobStoreException("The test has the table refuse the request, as DynamoDB does when there are too many.", isTransient: true);

        T result;
        Interlocked.Increment(ref _calls);
        try
        {
            result = await call().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }

        await Work.DieIfKilledAsync().ConfigureAwait(false);
        return result;
    }

    private async ValueTask KillAsync(FaultKind kind)
    {
        if (Work.Current is { Kind: WorkKind.Worker } work && faults.Takes(kind))
        {
            work.Kill();
            await Work.DieIfKilledAsync().ConfigureAwait(false);
        }
    }
}
