using AsyncJobs.Working;

namespace AsyncJobs.Testing.Time;

/// <summary>A timer of the virtual clock. Whoever reads or changes its times holds the clock's lock.</summary>
internal sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, Work? work, ExecutionContext? flow) : ITimer
{
    /// <summary>When no moment is set.</summary>
    public const long Never = long.MaxValue;

    public TimerUse Use { get; } = TimerUses.Of(state);

    /// <summary>What the code that made it is part of.</summary>
    public Work? Work => work;

    /// <summary>The moment, in ticks of UTC.</summary>
    public long Due { get; set; } = Never;

    /// <summary>In ticks; zero for once.</summary>
    public long Period { get; set; }

    /// <summary>The order of timers of one moment.</summary>
    public long Sequence { get; set; }

    /// <summary>How much had changed when it went off last.</summary>
    public long SeenChanges { get; set; }

    /// <summary>Whether it counts as the wait of somebody who is not at work on a job, while a moment is set.</summary>
    public bool IsOutsideWait { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public void Fire()
    {
        if (flow is null)
            callback(state);
        else
            ExecutionContext.Run(flow, static timer => ((VirtualTimer)timer!).Call(), this);

        // Whoever waited for this goes on on another thread. Until that one begins, nothing else shows that they do.
        if (Use is not TimerUse.Look || state is CancelWatcher { Token.IsCancellationRequested: true })
            work?.Stir();
    }

    private void Call() => callback(state);
}
