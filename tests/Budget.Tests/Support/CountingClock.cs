using Microsoft.Extensions.Time.Testing;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A clock that stands until it is moved, and that knows how many timers there are.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private readonly SemaphoreSlim _creations = new(0);
    private int _created;
    private int _live;

    public int CreatedTimers => Volatile.Read(ref _created);

    public int LiveTimers => Volatile.Read(ref _live);

    /// <summary>How far somebody set the wall clock forward; time itself goes on as it did.</summary>
    public TimeSpan WallClockStep { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockStep;

    public override long GetTimestamp() => base.GetTimestamp() - WallClockStep.Ticks;

    /// <summary>Ends when that many timers were created.</summary>
    public async Task TimersAsync(int created)
    {
        while (CreatedTimers < created)
            await _creations.WaitAsync();
    }

    public InvocationBudget Budget(double seconds, double reserveSeconds = 1) =>
        InvocationBudget.FromRemaining(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(reserveSeconds), this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        CountedTimer timer = new(this, base.CreateTimer(callback, state, dueTime, period));
        Interlocked.Increment(ref _created);
        _creations.Release();
        return timer;
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
