using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A clock that stands until it is moved, and that tells when somebody waits for it. Its timers count whole milliseconds, as the system's do.</summary>
internal sealed class TestClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Noon)
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _timers = new();

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Called where a timer is started, with its time; true when the timer shall never fire by itself.</summary>
    public Func<TimeSpan, TimerCallback, object?, bool>? Intercept { get; set; }

    /// <summary>Ends when a timer with this time to its end was started; each start counts once.</summary>
    public Task TimerAsync(TimeSpan due) => Started(due).WaitAsync();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isTaken = Intercept?.Invoke(dueTime, callback, state) ?? false;
        TimeSpan due = isTaken ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds((long)dueTime.TotalMilliseconds);
        ITimer timer = new NotedTimer(this, base.CreateTimer(callback, state, due, isTaken ? Timeout.InfiniteTimeSpan : period));
        Started(dueTime).Release();
        return timer;
    }

    private SemaphoreSlim Started(TimeSpan due) => _timers.GetOrAdd(due, static _ => new(0));

    private sealed class NotedTimer(TestClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = inner.Change(dueTime, period);
            clock.Started(dueTime).Release();
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
