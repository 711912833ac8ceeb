using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A clock that stands until it is moved, and that tells when somebody waits for it.</summary>
internal sealed class TestClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Noon)
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _timers = new();

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What is called in place of starting a timer that is due then; a test of races.</summary>
    public Func<TimeSpan, TimerCallback, object?, bool>? Intercept { get; set; }

    /// <summary>Ends when a timer with this time to its end was started.</summary>
    public Task TimerAsync(TimeSpan due) => Source(due).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool taken = Intercept?.Invoke(dueTime, callback, state) ?? false;
        ITimer timer = new NotedTimer(this, base.CreateTimer(callback, state, taken ? Timeout.InfiniteTimeSpan : dueTime, taken ? Timeout.InfiniteTimeSpan : period));
        Source(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Source(TimeSpan due) => _timers.GetOrAdd(due, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class NotedTimer(TestClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = inner.Change(dueTime, period);
            clock.Source(dueTime).TrySetResult();
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
