namespace AsyncJobs.Calls;

/// <summary>Tells when a call's time is over, for one call after the other.</summary>
/// <remarks>
/// Calls of one invocation all end at the same time, and nearly none lasts until then. So the timer is not stopped with a call: it goes on
/// running for the next one, and is only touched where that one ends earlier. One that fires too early is set again.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="end">Told the number of the call whose time is over. That one may have ended in the meantime.</param>
internal sealed class CallTimer(TimeProvider time, Action<int> end) : IDisposable
{
    private const long Never = long.MaxValue;

    // Timers of the platform count whole milliseconds, and would fire at once for less.
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private ITimer? _timer;

    // Which call it is, and timestamps of the clock: when its time is over, and when the timer fires next at the latest.
    private int _call;
    private long _over = Never;
    private long _due = Never;

    /// <summary>Begins to watch over a call.</summary>
    /// <param name="call">A number that no other call has.</param>
    /// <param name="over">The clock's timestamp at which the call's time is over.</param>
    /// <param name="left">How long that is from now.</param>
    public void Set(int call, long over, TimeSpan left)
    {
        // Written before the timer is looked at, as Fire does it the other way round: one of the two sees what the other did.
        _call = call;
        Interlocked.Exchange(ref _over, over);
        if (Volatile.Read(ref _due) <= over)
            return;

        lock (_gate)
        {
            if (_due > over)
                Start(over, left);
        }
    }

    /// <summary>The call is over before its time.</summary>
    public void Clear() => Volatile.Write(ref _over, Never);

    public void Dispose() => _timer?.Dispose();

    private void Fire()
    {
        int call;
        lock (_gate)
        {
            Interlocked.Exchange(ref _due, Never);

            // Read in the order in which they are written. A call then never goes with the time of one before it; with the time of a later one it
            // ends nothing, and the later one finds the timer to be set.
            call = Volatile.Read(ref _call);
            long over = Volatile.Read(ref _over);
            if (over == Never)
                return;

            TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), over);
            if (left > TimeSpan.Zero)
            {
                Start(over, left > s_shortest ? left : s_shortest);
                return;
            }
        }

        end(call);
    }

    private void Start(long over, TimeSpan left)
    {
        Volatile.Write(ref _due, over);
        TimeSpan delay = InvocationBudget.TimerDelay(left);
        if (_timer is not null)
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
            return;
        }

        // It outlives the invocation that happens to make it, whose context must not be kept.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _timer = Create(delay);
            return;
        }

        using (ExecutionContext.SuppressFlow())
            _timer = Create(delay);
    }

    private ITimer Create(TimeSpan delay) =>
        time.CreateTimer(static timer => ((CallTimer)timer!).Fire(), this, delay, Timeout.InfiniteTimeSpan);
}
