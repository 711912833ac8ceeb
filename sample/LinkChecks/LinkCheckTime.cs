using AsyncJobs;

namespace Sample.LinkChecks;

/// <summary>The time a check may take: what the invocation has, or less where the caller wants the report sooner.</summary>
internal sealed class LinkCheckTime : IDisposable
{
    /// <summary>A server that is given less could be called broken although it is only slow.</summary>
    private static readonly TimeSpan s_leastShare = TimeSpan.FromSeconds(10);

    private readonly JobContext _job;
    private readonly CancellationTokenSource _stop;
    private readonly TimeSpan _total;
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public LinkCheckTime(JobContext job, int? withinSeconds, TimeSpan reserve)
    {
        _job = job;
        _total = job.Budget.Remaining;
        if (_total != Timeout.InfiniteTimeSpan)
            _total = _total > reserve ? _total - reserve : TimeSpan.Zero;
        if (withinSeconds is { } seconds && (_total == Timeout.InfiniteTimeSpan || seconds < _total.TotalSeconds))
            _total = TimeSpan.FromSeconds(seconds);

        _stop = CancellationTokenSource.CreateLinkedTokenSource(job.CancellationToken);
        _stop.CancelAfter(_total);
    }

    /// <summary>Fires when the time is up, and when the job itself has to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether the time is up while the job itself goes on and can still answer.</summary>
    public bool IsUp => _stop.IsCancellationRequested && !_job.CancellationToken.IsCancellationRequested;

    /// <summary>
    /// How long one link may take, so that a few dead servers do not use up the time of all others: an equal share of what is left,
    /// and one more share stays, so that the last link is judged before the time is up.
    /// </summary>
    /// <param name="links">How many links are left.</param>
    /// <param name="atATime">How many are checked at once.</param>
    public TimeSpan ShareOf(int links, int atATime)
    {
        if (_total == Timeout.InfiniteTimeSpan)
            return _total;

        int rounds = (links + atATime - 1) / atATime;
        TimeSpan share = (_total - TimeProvider.System.GetElapsedTime(_start)) / (rounds + 1);
        return share > s_leastShare ? share : s_leastShare;
    }

    public void Dispose() => _stop.Dispose();
}
