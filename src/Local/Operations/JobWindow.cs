using AsyncJobs.Jobs;

namespace AsyncJobs.Local.Operations;

/// <summary>
/// The newest jobs, kept fresh for a page that shows them: after the first list, each look reads those that are new and those that have not ended.
/// </summary>
/// <remarks>Safe for concurrent use: pages that ask at the same time share one look.</remarks>
internal sealed class JobWindow(IJobOperations operations, TimeProvider time) : IDisposable
{
    /// <summary>How many jobs it has at most.</summary>
    public const int Most = 10_000;

    // One look costs a query of each partition of the index, and half a unit for each job that has not ended.
    private const int MostReadAgain = 300;

    // The index may not have a job yet that was started a moment ago.
    private static readonly TimeSpan s_overlap = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_dearPause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, (JobItem Item, long Revision)> _jobs = new(StringComparer.Ordinal);
    private readonly List<(string Id, long Revision)> _removed = [];

    // Tells the revisions of this process from those of an earlier one.
    private readonly string _epoch = Guid.NewGuid().ToString("N")[..8];
    private long _revision;
    private int _size;
    private int _nextReadAgain;
    private bool _hasMore;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _listedAt = DateTimeOffset.MinValue;

    /// <summary>Gives the jobs, or what has changed since an earlier answer.</summary>
    /// <param name="since">The revision of that answer; null for all jobs.</param>
    /// <param name="limit">How many jobs to show at first, up to <see cref="Most"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationsException">The jobs cannot be read.</exception>
    public async Task<WindowChanges> ReadAsync(string? since, int limit, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RefreshAsync(Math.Clamp(limit, 1, Most), isFirst: since is null, cancellationToken).ConfigureAwait(false);
            return WindowRevision.TryParse(since, _epoch) is { } known && known.Number >= FirstKnownRemoval() ? Changes(known) : All(limit);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Has the next answer know what became of a job just now.</summary>
    public void Expire() => _lookedAt = DateTimeOffset.MinValue;

    /// <summary>A job of the window that runs this one again; null where it knows none.</summary>
    public async Task<string?> RetryOfAsync(string id, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _jobs.Values.Select(static job => job.Item).FirstOrDefault(item => item.RetryOf == id)?.Id;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync(int limit, bool isFirst, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool isGrowing = limit > _size && (_size == 0 || _hasMore);

        // Who asks for the first time may have been told of a job a moment ago, and looks for it.
        if (!isGrowing && !isFirst && now - _lookedAt < s_pause)
            return;

        _lookedAt = now;
        _size = Math.Max(_size, limit);
        if (isGrowing)
            await ListAllAsync(now, cancellationToken).ConfigureAwait(false);
        else if (!operations.Info.IsListDear || now - _listedAt >= s_dearPause)
            await ListNewAsync(now, cancellationToken).ConfigureAwait(false);
        await ReadAgainAsync(cancellationToken).ConfigureAwait(false);
        RemoveExpired(now);
        RemoveOldest();
    }

    private async Task ListAllAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        int count = 0;
        bool hasMore = false;
        await foreach (JobItem item in operations.ListAsync(new JobListOptions(), cancellationToken).ConfigureAwait(false))
        {
            if (count == _size)
            {
                hasMore = true;
                break;
            }

            Put(item);
            count++;
        }

        _hasMore = hasMore;
        _listedAt = now;
    }

    private async Task ListNewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? newest = _jobs.Count == 0 ? null : _jobs.Values.Max(static job => job.Item.CreatedAt) - s_overlap;
        int count = 0;
        await foreach (JobItem item in operations.ListAsync(new JobListOptions { Since = newest }, cancellationToken).ConfigureAwait(false))
        {
            Put(item);
            if (++count == Most)
                break;
        }

        _listedAt = now;
    }

    // All in turn, should there be more than one look reads.
    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        JobItem[] open =
        [
            .. _jobs.Values
                .Select(static job => job.Item)
                .Where(static item => !item.IsFinished)
                .OrderBy(static item => item.Id, StringComparer.Ordinal),
        ];
        if (open.Length == 0)
            return;

        _nextReadAgain %= open.Length;
        JobItem[] part = [.. open.Skip(_nextReadAgain).Concat(open.Take(_nextReadAgain)).Take(MostReadAgain)];
        _nextReadAgain += part.Length;
        HashSet<string> gone = [.. part.Select(static item => item.Id)];
        foreach (JobItem item in await operations.ReadAsync(part, cancellationToken).ConfigureAwait(false))
        {
            Put(item);
            gone.Remove(item.Id);
        }

        foreach (string id in gone)
            Remove(id);
    }

    private void RemoveExpired(DateTimeOffset now)
    {
        foreach (string id in _jobs.Where(job => job.Value.Item.ExpiresAt <= now).Select(static job => job.Key).ToList())
            Remove(id);
    }

    private void RemoveOldest()
    {
        if (_jobs.Count <= Most)
            return;

        foreach (JobItem item in NewestFirst().Skip(Most).ToList())
            Remove(item.Id);
        _hasMore = true;
    }

    private void Put(JobItem item)
    {
        if (!_jobs.TryGetValue(item.Id, out (JobItem Item, long Revision) known) || known.Item != item)
            _jobs[item.Id] = (item, ++_revision);
    }

    private void Remove(string id)
    {
        if (!_jobs.Remove(id))
            return;

        _removed.Add((id, ++_revision));
        if (_removed.Count > Most)
            _removed.RemoveRange(0, _removed.Count - Most);
    }

    // Who has not asked since something was forgotten begins again.
    private long FirstKnownRemoval() => _removed.Count == Most ? _removed[0].Revision : 0;

    private IEnumerable<JobItem> NewestFirst() => _jobs.Values
        .Select(static job => job.Item)
        .OrderByDescending(static item => item.CreatedAt)
        .ThenByDescending(static item => item.Id, StringComparer.Ordinal);

    private WindowChanges All(int limit)
    {
        JobItem[] shown = [.. NewestFirst().Take(limit)];
        bool hasMore = _hasMore || shown.Length < _jobs.Count;
        string oldest = hasMore && shown.Length > 0 ? WindowRevision.PlaceOf(shown[^1]) : "";
        return new WindowChanges(new WindowRevision(_epoch, _revision, oldest), IsReset: true, shown, [], hasMore, _lookedAt);
    }

    // Not those that are older than what was shown, so that nothing is missing between two that are.
    private WindowChanges Changes(WindowRevision known)
    {
        JobItem[] changed =
        [
            .. _jobs.Values.Where(job => job.Revision > known.Number && IsShown(job.Item, known)).Select(static job => job.Item),
        ];
        string[] removed = [.. _removed.Where(one => one.Revision > known.Number && !_jobs.ContainsKey(one.Id)).Select(static one => one.Id)];
        bool hasMore = _hasMore || known.Oldest.Length > 0;
        return new WindowChanges(known with { Number = _revision }, IsReset: false, changed, removed, hasMore, _lookedAt);
    }

    private static bool IsShown(JobItem item, WindowRevision known) =>
        known.Oldest.Length == 0 || string.CompareOrdinal(WindowRevision.PlaceOf(item), known.Oldest) >= 0;
}
