using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace AsyncJobs.Storage.Tests;

/// <summary>
/// A clock that a test puts forward once the code under test waits for it. Code that has read the time, and begins to wait only after the clock was put
/// forward, would wait for ever.
/// </summary>
internal sealed class WaitedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _waits = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Waits(dueTime).Release();
        return timer;
    }

    /// <summary>Puts the clock forward as soon as something waits for this long.</summary>
    public async Task AdvanceWhenWaitedForAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await Waits(wait).WaitAsync(cancellationToken);
        Advance(wait);
    }

    /// <summary>Ends as soon as something waits for this long.</summary>
    public async Task WaitedForAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await Waits(wait).WaitAsync(cancellationToken);
        Waits(wait).Release();
    }

    /// <summary>Puts the clock forward until something has happened, for code whose waits the test does not know.</summary>
    public async Task AdvanceUntilAsync(Func<Task<bool>> hasHappened, TimeSpan step, CancellationToken cancellationToken)
    {
        while (!await hasHappened())
        {
            Advance(step);

            // Nothing tells when that code has come to its next wait. The loop is right for any pause; this one only leaves the processor to that code.
            await Task.Delay(5, cancellationToken);
        }
    }

    private SemaphoreSlim Waits(TimeSpan dueTime) => _waits.GetOrAdd(dueTime, _ => new SemaphoreSlim(0));
}
