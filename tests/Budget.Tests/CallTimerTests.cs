using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Calls;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Budget.Tests;

/// <summary>One timer for one call after the other: each is told of its end, at its time, and no other.</summary>
public sealed class CallTimerTests
{
    // Of a call: how long it may take, and when it ends by itself. Some end before their time, some after.
    private static readonly Gen<(int Limit, int Length)> s_call =
        from limit in Gen.Choose(1, 200)
        from length in Gen.Choose(0, 300)
        select (limit, length);

    [Fact]
    public void Each_call_is_told_at_its_time_and_only_then() => Prop.ForAll(
            (from count in Gen.Choose(1, 30)
             from calls in s_call.ArrayOf(count)
             from step in Gen.Choose(1, 50)
             select (calls, step)).ToArbitrary(),
            history =>
            {
                CountingClock clock = new();
                List<(int Call, TimeSpan At)> told = [];
                long start = clock.GetTimestamp();
                using CallTimer timer = new(clock, call => told.Add((call, clock.GetElapsedTime(start))));
                for (int call = 0; call < history.calls.Length; call++)
                {
                    (int limit, int length) = history.calls[call];
                    TimeSpan began = clock.GetElapsedTime(start);
                    TimeSpan left = TimeSpan.FromMilliseconds(limit);
                    timer.Set(call, clock.GetTimestamp() + left.Ticks, left);
                    for (int passed = 0; passed < length; passed += history.step)
                        clock.Advance(TimeSpan.FromMilliseconds(Math.Min(history.step, length - passed)));
                    timer.Clear();

                    (int Call, TimeSpan At)[] expected = length >= limit ? [(call, began + left)] : [];
                    Assert.Equal(expected.Select(x => x.Call), told.Select(x => x.Call));
                    Assert.All(told, x => Assert.InRange(x.At, began + left, began + left + TimeSpan.FromMilliseconds(history.step)));
                    told.Clear();
                }

                clock.Advance(TimeSpan.FromMinutes(1));
                Assert.Empty(told);
                Assert.InRange(clock.CreatedTimers, 0, 1);
            })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Calls_that_end_at_the_same_time_set_it_once()
    {
        CountingClock clock = new();
        using CallTimer timer = new(clock, _ => { });
        long end = clock.GetTimestamp() + TimeSpan.FromSeconds(10).Ticks;
        for (int call = 0; call < 9; call++)
        {
            timer.Set(call, end, TimeSpan.FromSeconds(10 - call));
            clock.Advance(TimeSpan.FromSeconds(1));
            timer.Clear();
        }

        Assert.Equal(1, clock.CreatedTimers);
        Assert.Equal(0, clock.ChangedTimers);
    }

    [Fact]
    public void A_time_that_is_longer_than_timers_measure_is_measured_all_the_same()
    {
        CountingClock clock = new();
        int told = 0;
        using CallTimer timer = new(clock, _ => told++);
        timer.Set(1, clock.GetTimestamp() + TimeSpan.FromDays(100).Ticks, TimeSpan.FromDays(100));
        clock.Advance(TimeSpan.FromDays(60));
        clock.Advance(TimeSpan.FromDays(39));
        Assert.Equal(0, told);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, told);
    }
}
