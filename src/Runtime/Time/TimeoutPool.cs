using System.Collections.Concurrent;

namespace AsyncJobs.Time;

/// <summary>Cancellation sources with their timers, kept for the next call: nearly all calls end before their time does.</summary>
internal static class TimeoutPool
{
    private const int Kept = 64;

    private static readonly ConcurrentQueue<CancellationTokenSource> s_sources = new();

    /// <summary>How many sources wait for their next use.</summary>
    public static int Count => s_sources.Count;

    /// <summary>A source that fires after a time.</summary>
    public static CancellationTokenSource Rent(TimeSpan delay, TimeProvider time)
    {
        delay = InvocationBudget.TimerDelay(delay);

        // A source can change its time later, but never its clock.
        if (time != TimeProvider.System || !s_sources.TryDequeue(out CancellationTokenSource? source))
            return new CancellationTokenSource(delay, time);

        source.CancelAfter(delay);
        return source;
    }

    /// <summary>Takes back a source whose token nobody waits for any more.</summary>
    public static void Return(CancellationTokenSource source)
    {
        if (s_sources.Count < Kept && source.TryReset())
            s_sources.Enqueue(source);
        else
            source.Dispose();
    }
}
