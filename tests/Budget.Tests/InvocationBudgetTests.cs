using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Budget.Tests;

public sealed class InvocationBudgetTests
{
    private static readonly Gen<TimeSpan> s_time = Gen.Choose(0, 20_000).Select(ms => TimeSpan.FromMilliseconds(ms));

    // A part of the part before, or a step of the clock.
    private static readonly Gen<Func<InvocationBudget, CountingClock, InvocationBudget>> s_step = Gen.OneOf<Func<InvocationBudget, CountingClock, InvocationBudget>>(
        s_time.Select<TimeSpan, Func<InvocationBudget, CountingClock, InvocationBudget>>(time => (budget, _) => budget.Slice(time)),
        Gen.Choose(0, 100).Select<int, Func<InvocationBudget, CountingClock, InvocationBudget>>(part => (budget, _) => budget.Slice(part / 100d)),
        Gen.Choose(1, 5).Select<int, Func<InvocationBudget, CountingClock, InvocationBudget>>(calls => (budget, _) => budget.Share(calls)),
        s_time.Select<TimeSpan, Func<InvocationBudget, CountingClock, InvocationBudget>>(time => (budget, clock) =>
        {
            clock.Advance(time / 10);
            return budget;
        }));

    [Fact]
    public void A_part_has_never_less_than_nothing_and_never_more_than_the_whole() => Prop.ForAll(
            (from total in s_time
             from reserve in s_time
             from length in Gen.Choose(1, 10)
             from steps in s_step.ArrayOf(length)
             select (total: total + TimeSpan.FromMilliseconds(1), reserve, steps)).ToArbitrary(),
            history =>
            {
                CountingClock clock = new();
                DateTimeOffset start = clock.GetUtcNow();
                InvocationBudget whole = InvocationBudget.FromRemaining(history.total, history.reserve, clock);
                InvocationBudget part = whole;
                foreach (Func<InvocationBudget, CountingClock, InvocationBudget> step in history.steps)
                {
                    InvocationBudget next = step(part, clock);
                    Assert.InRange(next.Remaining, TimeSpan.Zero, part.Remaining);
                    Assert.True(next.Reserve >= part.Reserve);
                    part = next;

                    TimeSpan untilReserve = start + history.total - clock.GetUtcNow() - whole.Reserve;
                    Assert.InRange(part.Remaining, TimeSpan.Zero, untilReserve > TimeSpan.Zero ? untilReserve : TimeSpan.Zero);
                    Assert.Equal(whole.Deadline, part.Deadline);
                }

                Assert.Equal(0, clock.CreatedTimers);
            })
        .Check(RandomCases.Config);

    [Fact]
    public void Parts_never_add_up_to_more_than_the_whole() => Prop.ForAll(
            (from total in s_time
             from calls in Gen.Choose(1, 50)
             from use in Gen.Choose(0, 100).ArrayOf(calls)
             select (total: total + TimeSpan.FromMilliseconds(1), calls, use)).ToArbitrary(),
            plan =>
            {
                CountingClock clock = new();
                InvocationBudget whole = InvocationBudget.FromRemaining(plan.total, plan.total / 4, clock);
                TimeSpan remaining = whole.Remaining;
                Assert.True(whole.Share(plan.calls).Remaining * plan.calls <= remaining);
                Assert.True(whole.Slice(0.5).Remaining + whole.Slice(0.5).Remaining <= remaining);

                TimeSpan used = TimeSpan.Zero;
                TimeSpan least = TimeSpan.MaxValue;
                for (int i = 0; i < plan.calls; i++)
                {
                    TimeSpan granted = whole.Share(plan.calls - i).Remaining;
                    least = granted < least ? granted : least;
                    TimeSpan time = granted * (plan.use[i] / 100d);
                    clock.Advance(time);
                    used += time;
                }

                Assert.True(used <= remaining);
                Assert.True(least >= (remaining / plan.calls) - TimeSpan.FromTicks(plan.calls), "A call was left less than the share it had at the start.");
            })
        .Check(RandomCases.Config);

    [Fact]
    public void Recovery_may_spend_a_part_of_the_reserve_and_what_a_part_kept_back() => Prop.ForAll(
            (from total in s_time from reserve in s_time from passed in s_time select (total: total + TimeSpan.FromMilliseconds(1), reserve, passed)).ToArbitrary(),
            plan =>
            {
                CountingClock clock = new();
                InvocationBudget whole = InvocationBudget.FromRemaining(plan.total, plan.reserve, clock);
                InvocationBudget part = whole.Share(7);
                clock.Advance(plan.passed);

                InvocationBudget recovery = part.ForRecovery();
                Assert.Equal(whole.ForRecovery().Remaining, recovery.Remaining);
                Assert.InRange(recovery.Remaining, whole.Remaining, whole.UntilDeadline);
                Assert.True(recovery.Remaining <= whole.Remaining + (whole.Reserve * 0.4) + TimeSpan.FromTicks(1));
                Assert.Equal(recovery.Remaining, recovery.ForRecovery().Remaining);
            })
        .Check(RandomCases.Config);

    [Fact]
    public void The_token_fires_when_nothing_remains()
    {
        CountingClock clock = new();
        using InvocationBudget budget = clock.Budget(10, reserveSeconds: 2);
        CancellationToken token = budget.Token;

        clock.Advance(TimeSpan.FromSeconds(7.999));
        Assert.False(token.IsCancellationRequested);
        Assert.Equal(TimeSpan.FromMilliseconds(1), budget.Remaining);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(token.IsCancellationRequested);
        Assert.Equal(TimeSpan.Zero, budget.Remaining);
    }

    [Fact]
    public void A_step_of_the_wall_clock_changes_nothing()
    {
        CountingClock clock = new();
        InvocationBudget budget = clock.Budget(10);
        clock.WallClockStep = TimeSpan.FromHours(1);
        Assert.Equal(TimeSpan.FromSeconds(9), budget.Remaining);
    }

    [Fact]
    public void Without_a_deadline_nothing_runs_out()
    {
        InvocationBudget none = InvocationBudget.FromRemaining(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Same(InvocationBudget.None, none);
        Assert.Same(none, none.Share(3));
        Assert.Same(none, none.Slice(0.5));
        Assert.Same(none, none.ForRecovery());
        Assert.Equal(Timeout.InfiniteTimeSpan, none.Remaining);
        Assert.False(none.Token.CanBeCanceled);
        none.Dispose();
        Assert.False(none.Token.CanBeCanceled);
    }

    [Fact]
    public void A_slice_of_no_deadline_has_just_the_time_it_is_given()
    {
        CountingClock clock = new();
        InvocationBudget slice = InvocationBudget.FromRemaining(TimeSpan.Zero, TimeSpan.Zero, clock).Slice(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), slice.Remaining);
        Assert.Equal(clock.GetUtcNow().AddSeconds(2), slice.Deadline);
    }

    [Fact]
    public void Half_of_a_short_time_is_kept_at_most()
    {
        InvocationBudget budget = new CountingClock().Budget(1, reserveSeconds: 10);
        Assert.Equal(TimeSpan.FromSeconds(0.5), budget.Remaining);
    }

    [Fact]
    public void A_past_deadline_leaves_nothing_and_a_far_one_does_not_overflow()
    {
        CountingClock clock = new();
        InvocationBudget past = InvocationBudget.FromDeadline(clock.GetUtcNow().AddDays(-1), TimeSpan.FromSeconds(1), clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.Zero, past.Remaining);
        Assert.True(past.Token.IsCancellationRequested);

        using InvocationBudget far = InvocationBudget.FromRemaining(TimeSpan.MaxValue, TimeSpan.Zero, clock);
        Assert.False(far.Token.IsCancellationRequested);
        Assert.Equal(DateTimeOffset.MaxValue, far.Deadline);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        InvocationBudget budget = new CountingClock().Budget(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.Slice(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.Slice(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.Slice(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.Share(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InvocationBudget.FromRemaining(TimeSpan.FromSeconds(1), TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void A_timer_lives_from_the_first_token_to_the_end()
    {
        CountingClock clock = new();
        InvocationBudget budget = clock.Budget(10);
        for (int i = 0; i < 10_000; i++)
            Assert.True(budget.Share(3).Remaining > TimeSpan.Zero);
        Assert.Equal(0, clock.CreatedTimers);

        for (int i = 0; i < 10_000; i++)
            Assert.False(budget.Token.IsCancellationRequested);
        Assert.Equal(1, clock.CreatedTimers);

        budget.Dispose();
        budget.Dispose();
        Assert.Equal(0, clock.LiveTimers);
        Assert.True(budget.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Invocations_at_the_same_time_do_not_see_each_other()
    {
        CountingClock clock = new();
        Assert.Same(InvocationBudget.None, InvocationBudget.Current);
        using Barrier barrier = new(8);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(async () =>
        {
            InvocationBudget own = clock.Budget(number);
            using (own.Enter())
            {
                barrier.SignalAndWait();
                await Task.Yield();
                Assert.Same(own, InvocationBudget.Current);

                InvocationBudget part = own.Share(2);
                using (part.Enter())
                    Assert.Same(part, await Task.Run(() => InvocationBudget.Current));
                Assert.Same(own, InvocationBudget.Current);
            }

            Assert.Same(InvocationBudget.None, InvocationBudget.Current);
        })));
        Assert.Same(InvocationBudget.None, InvocationBudget.Current);
    }

    [Fact]
    public void Ids_and_budget_are_entered_apart()
    {
        InvocationScope scope = new() { JobId = "job-1" };
        InvocationBudget budget = new CountingClock().Budget(10);
        using (scope.Enter())
        using (budget.Enter())
        {
            Assert.Same(scope, InvocationScope.Current);
            Assert.Same(budget, InvocationBudget.Current);
        }

        Assert.Null(InvocationScope.Current.JobId);
        Assert.Same(InvocationBudget.None, InvocationBudget.Current);
    }
}
