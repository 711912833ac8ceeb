namespace AsyncJobs.Testing.Time;

/// <summary>A clock that stands still until it is told to go on.</summary>
/// <param name="start">What it shows first.</param>
/// <param name="changes">How often the table was changed so far.</param>
internal sealed class VirtualClock(DateTimeOffset start, Func<long> changes) : TimeProvider
{
    // Code that goes on in a callback may block. What is due besides does not wait for it any longer than this, in real time.
    private static readonly TimeSpan s_longestCallback = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly SortedSet<VirtualTimer> _timers = new(Comparer<VirtualTimer>.Create(
        static (one, other) => (one.Due, one.Sequence).CompareTo((other.Due, other.Sequence))));

    private long _now = start.UtcTicks;
    private long _sequence;
    private int _firing;
    private int _outsideWaits;

    /// <summary>Called when somebody begins to wait for a moment who is not at work on a job.</summary>
    public Action? OutsideWaitBegan { get; set; }

    /// <summary>How often the table was changed so far.</summary>
    public long Changes => changes();

    /// <summary>Whether callbacks run.</summary>
    public bool IsFiring => Volatile.Read(ref _firing) > 0;

    /// <summary>
    /// Whether somebody waits for a moment who is not at work on a job: the test, its client, or a request. Who reads a stream waits for it while
    /// there is nothing to read.
    /// </summary>
    public bool HasOutsideWaits => Volatile.Read(ref _outsideWaits) > 0;

    /// <summary>Has time go on for somebody who waits for what an application will do.</summary>
    public void BeginOutsideWait()
    {
        Interlocked.Increment(ref _outsideWaits);
        OutsideWaitBegan?.Invoke();
    }

    /// <summary>Ends what <see cref="BeginOutsideWait"/> began.</summary>
    public void EndOutsideWait() => Interlocked.Decrement(ref _outsideWaits);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        VirtualTimer timer = new(this, callback, state, Work.Current, Work.CaptureFlow());
        Set(timer, dueTime, period);
        return timer;
    }

    /// <summary>Has something happen after a while, as a matter of nobody's work.</summary>
    public void Schedule(TimeSpan delay, Action action) =>
        Set(new VirtualTimer(this, _ => action(), null, null, null), delay, Timeout.InfiniteTimeSpan);

    /// <summary>The next moment at which something is due; null for none.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (_gate)
        {
            long seen = changes();
            return _timers.FirstOrDefault(timer => timer.Use is not TimerUse.Look || timer.SeenChanges != seen) is { } next
                ? new DateTimeOffset(next.Due, TimeSpan.Zero)
                : null;
        }
    }

    /// <summary>Goes on to a moment, and has what is due until then happen in its order.</summary>
    public async Task GoToAsync(DateTimeOffset moment)
    {
        lock (_gate)
            _now = Math.Max(_now, moment.UtcTicks);

        while (TakeDue() is { } timer)
            await FireAsync(timer).WaitAsync(s_longestCallback).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Forgets the timers of a process that was killed.</summary>
    public void RemoveOf(Work work)
    {
        lock (_gate)
        {
            foreach (VirtualTimer timer in _timers.Where(timer => timer.Work == work).ToArray())
                Remove(timer);
        }
    }

    /// <summary>Forgets all timers.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (VirtualTimer timer in _timers.ToArray())
                Remove(timer);
        }
    }

    public bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        bool isOutsideWait = false;
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;

            Disarm(timer);
            timer.Period = period > TimeSpan.Zero ? period.Ticks : 0;
            if (dueTime >= TimeSpan.Zero)
            {
                timer.SeenChanges = changes();
                Arm(timer, dueTime.Ticks < DateTimeOffset.MaxValue.UtcTicks - _now ? _now + dueTime.Ticks : DateTimeOffset.MaxValue.UtcTicks);
                isOutsideWait = timer.IsOutsideWait;
            }
        }

        if (dueTime == TimeSpan.Zero)
            _ = GoToAsync(GetUtcNow());
        if (isOutsideWait)
            OutsideWaitBegan?.Invoke();
        return true;
    }

    public void Remove(VirtualTimer timer)
    {
        lock (_gate)
        {
            Disarm(timer);
            timer.IsDisposed = true;
        }
    }

    private VirtualTimer? TakeDue()
    {
        lock (_gate)
        {
            if (_timers.Min is not { } timer || timer.Due > _now)
                return null;

            // Counted before the wait for it ends: at no moment nothing seems to be under way.
            Interlocked.Increment(ref _firing);
            long due = timer.Due;
            Disarm(timer);
            timer.SeenChanges = changes();
            if (timer.Period > 0)
                Arm(timer, _now + timer.Period - ((_now - due) % timer.Period));
            return timer;
        }
    }

    private Task FireAsync(VirtualTimer timer) => Task.Run(() =>
    {
        try
        {
            timer.Fire();
        }
        finally
        {
            Interlocked.Decrement(ref _firing);
        }
    });

    private void Arm(VirtualTimer timer, long due)
    {
        timer.Due = due;
        timer.Sequence = ++_sequence;
        _timers.Add(timer);
        if (timer.Use is not TimerUse.Wait)
            return;

        timer.Work?.BeginWait();
        timer.IsOutsideWait = timer.Work is null or { Kind: WorkKind.Request, IsStream: false };
        if (timer.IsOutsideWait)
            Interlocked.Increment(ref _outsideWaits);
    }

    private void Disarm(VirtualTimer timer)
    {
        if (timer.Due == VirtualTimer.Never)
            return;

        _timers.Remove(timer);
        timer.Due = VirtualTimer.Never;
        if (timer.Use is not TimerUse.Wait)
            return;

        timer.Work?.EndWait();
        if (timer.IsOutsideWait)
            Interlocked.Decrement(ref _outsideWaits);
        timer.IsOutsideWait = false;
    }
}
