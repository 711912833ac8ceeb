using Microsoft.Extensions.Time.Testing;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A clock that stands until it is moved, and that knows how many timers there are.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private int _created;
    private int _live;

    public int CreatedTimers => Volatile.Read(ref _created);

    public int LiveTimers => Volatile.Read(ref _live);

    /// <summary>How far somebody set the wall clock forward; time itself goes on as it did.</summary>
    public TimeSpan WallClockStep { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockStep;

    public override long GetTimestamp() => base.GetTimestamp() - WallClockStep.Ticks;

    public InvocationBudget Budget(double seconds, double reserveSeconds = 1) =>
        InvocationBudget.FromRemaining(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(reserveSeconds), this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _created);
        Interlocked.Increment(ref _live);
        return new CountedTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountedTimer(CountingClock clock, ITimer inner) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
                Interlocked.Decrement(ref clock._live);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
