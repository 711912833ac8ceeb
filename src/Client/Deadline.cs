namespace AsyncJobs.Client;

/// <summary>When an operation has to be over, counted on the monotonic clock so that a step of the wall clock changes nothing.</summary>
internal readonly struct Deadline
{
    // Timers take no more (about 49 days).
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    // Below this a share of what is left is too little for a reply across the world: an attempt then gets all of it, or this much.
    private static readonly TimeSpan s_smallestShare = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _total;

    private Deadline(TimeProvider time, TimeSpan total)
    {
        _time = time;
        _start = time.GetTimestamp();
        _total = total;
    }

    /// <summary>
    /// What is left in whole milliseconds, the grain of timers, rounded down; never negative; <see cref="Timeout.InfiniteTimeSpan"/> for no deadline.
    /// </summary>
    public TimeSpan Remaining
    {
        get
        {
            if (_total == Timeout.InfiniteTimeSpan)
                return Timeout.InfiniteTimeSpan;

            TimeSpan left = _total - _time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? new TimeSpan(left.Ticks - (left.Ticks % TimeSpan.TicksPerMillisecond)) : TimeSpan.Zero;
        }
    }

    /// <summary>Whether nothing is left.</summary>
    public bool IsOver => Remaining == TimeSpan.Zero;

    /// <summary>
    /// What one attempt may take: half of what is left, so that a connection that hangs leaves time for another, and a server that is merely slow
    /// gets as much as can be given.
    /// </summary>
    public TimeSpan AttemptTime
    {
        get
        {
            TimeSpan remaining = Remaining;
            if (remaining == Timeout.InfiniteTimeSpan)
                return remaining;

            TimeSpan share = Max(remaining / 2, Min(remaining, s_smallestShare));
            return Min(share, s_longestTimer);
        }
    }

    public static Deadline After(TimeSpan timeout, TimeProvider time) => new(time, timeout);

    public static Deadline At(DateTimeOffset deadline, TimeProvider time) => new(time, Max(deadline - time.GetUtcNow(), TimeSpan.Zero));

    /// <summary>Whether a pause of that length ends before the deadline.</summary>
    public bool Allows(TimeSpan pause)
    {
        TimeSpan remaining = Remaining;
        return remaining == Timeout.InfiniteTimeSpan || pause < remaining;
    }

    /// <summary>Waits, at most until the deadline.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        TimeSpan remaining = Remaining;
        TimeSpan longest = remaining == Timeout.InfiniteTimeSpan ? s_longestTimer : Min(remaining, s_longestTimer);

        // Timers cut fractions of a millisecond off, which would end the wait before the time that the server asked for.
        return Task.Delay(Min(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), longest), _time, cancellationToken);
    }

    /// <summary>Makes a token's source that fires at the deadline, if there is one.</summary>
    public CancellationTokenSource CreateTimer()
    {
        TimeSpan remaining = Remaining;
        return remaining == Timeout.InfiniteTimeSpan
            ? new CancellationTokenSource()
            : new CancellationTokenSource(Min(remaining, s_longestTimer), _time);
    }

    /// <summary>Returns a timeout that callers may set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static TimeSpan Validate(TimeSpan timeout, string name)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, name);
        return timeout;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
