using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>Goes through the keys of one partition, the newest job first, and reads them as they are needed.</summary>
/// <param name="store">Where the keys are.</param>
/// <param name="part">The partition.</param>
/// <param name="since">The time of the oldest job; null for none.</param>
internal sealed class PartReader(IJobListStore store, JobListPart part, DateTimeOffset? since)
{
    // A list of which only the beginning is wanted costs a unit of each partition; a long one is read in larger pieces.
    private const int LeastKeys = 16;
    private const int MostKeys = 512;

    private readonly Queue<JobListKey> _keys = [];
    private JobListKey? _last;
    private int _most = LeastKeys;
    private bool _isDone;

    /// <summary>The next key; null at the end. Only after <see cref="FillAsync"/>.</summary>
    public JobListKey? Next => _keys.TryPeek(out JobListKey key) ? key : null;

    public JobListKey Take() => _keys.Dequeue();

    /// <summary>Sees to it that the next key is known.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        while (_keys.Count == 0 && !_isDone)
        {
            JobListKeys keys = await store.ListKeysAsync(new JobListQuery(part, since, _last, _most), cancellationToken).ConfigureAwait(false);
            foreach (JobListKey key in keys.Keys)
            {
                _keys.Enqueue(key);
                _last = key;
            }

            _isDone = !keys.HasMore;
            _most = Math.Min(2 * _most, MostKeys);
        }
    }
}
