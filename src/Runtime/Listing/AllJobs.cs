using System.Runtime.CompilerServices;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>Lists jobs of all owners, the newest first, for operators and code.</summary>
/// <param name="lists">Which indexes there are.</param>
/// <param name="store">Where the keys are.</param>
/// <param name="reader">Reads the jobs.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Warns where there is no index.</param>
internal sealed class AllJobs(JobLists lists, IJobListStore store, RecordReader reader, TimeProvider time, ListLog log)
{
    // Who takes the first few has few read that they do not want.
    private const int FirstChunk = 25;

    public async IAsyncEnumerable<ListedRecord> ListAsync(JobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<JobListKey> chunk = [];
        int size = FirstChunk;
        await foreach (JobListKey key in Keys(filter, cancellationToken).ConfigureAwait(false))
        {
            if (filter.Job is not null && key.Job != filter.Job)
                continue;

            chunk.Add(key);
            if (chunk.Count < size)
                continue;

            foreach (ListedRecord job in await reader.ReadAsync(chunk, cancellationToken).ConfigureAwait(false))
            {
                if (filter.Takes(job.Record))
                    yield return job;
            }

            chunk.Clear();
            size = ListRanges.MostPageSize;
        }

        foreach (ListedRecord job in await reader.ReadAsync(chunk, cancellationToken).ConfigureAwait(false))
        {
            if (filter.Takes(job.Record))
                yield return job;
        }
    }

    private IAsyncEnumerable<JobListKey> Keys(JobFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Owner is { } owner && lists.OfOwners)
            return MergedAsync([new PartReader(store, JobListPart.OfOwner(owner), filter.Since)], cancellationToken);

        return lists.OfAll
            ? MergedAsync(
                [.. Enumerable.Range(0, JobListPart.Shards).Select(shard => new PartReader(store, JobListPart.OfShard(shard), filter.Since))],
                cancellationToken)
            : ScannedAsync(filter, cancellationToken);
    }

    private static async IAsyncEnumerable<JobListKey> MergedAsync(
        PartReader[] parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.WhenAll(parts.Select(part => part.FillAsync(cancellationToken))).ConfigureAwait(false);
        PriorityQueue<PartReader, string> newest = new(Comparer<string>.Create(static (a, b) => string.CompareOrdinal(b, a)));
        foreach (PartReader part in parts)
        {
            if (part.Next is { } key)
                newest.Enqueue(part, key.Text);
        }

        while (newest.TryDequeue(out PartReader? part, out _))
        {
            yield return part.Take();
            await part.FillAsync(cancellationToken).ConfigureAwait(false);
            if (part.Next is { } next)
                newest.Enqueue(part, next.Text);
        }
    }

    // The order of the answer does not depend on how a deployment lists jobs: all keys are read before the first is given.
    private async IAsyncEnumerable<JobListKey> ScannedAsync(JobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        log.Scans();
        JobScan scan = new(filter.Job, filter.Status, filter.Since, filter.Owner);
        List<JobListKey> keys = [];
        string? after = null;
        do
        {
            JobScanPage page = await store.ScanKeysAsync(scan, after, time.RecordNow(), cancellationToken).ConfigureAwait(false);
            keys.AddRange(page.Keys);
            after = page.After;
        }
        while (after is not null);

        foreach (JobListKey key in keys.OrderByDescending(static key => key.Text, StringComparer.Ordinal))
            yield return key;
    }
}
