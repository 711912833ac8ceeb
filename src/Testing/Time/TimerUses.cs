using System.Collections.Frozen;
using AsyncJobs.Working;

namespace AsyncJobs.Testing.Time;

/// <summary>Tells the uses of timers apart.</summary>
internal static class TimerUses
{
    // What the framework hands to the clock is its own matter, so that it is asked for it once.
    private static readonly FrozenSet<Type> s_waits = Probe.TypesOfWaits().ToFrozenSet();

    /// <summary>Tells it by what the timer hands to its callback.</summary>
    public static TimerUse Of(object? state) => state switch
    {
        CancelWatcher => TimerUse.Look,
        not null when s_waits.Contains(state.GetType()) => TimerUse.Wait,
        _ => TimerUse.Alarm,
    };

    private sealed class Probe : TimeProvider
    {
        private readonly HashSet<Type> _types = [];

        public static IEnumerable<Type> TypesOfWaits()
        {
            Probe probe = new();
            using CancellationTokenSource token = new();
            _ = Task.Delay(TimeSpan.FromSeconds(1), probe);
            _ = Task.Delay(TimeSpan.FromSeconds(1), probe, token.Token);
            using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), probe);
            return probe._types;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (state is not null)
                _types.Add(state.GetType());
            return new NoTimer();
        }
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
