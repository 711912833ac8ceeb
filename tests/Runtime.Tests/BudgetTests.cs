using AsyncJobs.Runtime.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests;

public sealed class BudgetTests
{
    private static readonly Gen<TimeSpan> s_span = Gen.OneOf(
        Gen.Choose(-2_000_000, 900_000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)),
        Gen.Choose(0, int.MaxValue).Select(ticks => TimeSpan.FromTicks(ticks)),
        Gen.Elements(TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromDays(50), TimeSpan.FromDays(25), Timeout.InfiniteTimeSpan));

    private static readonly Gen<TimeSpan> s_reserve = s_span.Select(span => span < TimeSpan.Zero ? TimeSpan.Zero : span);

    [Fact]
    public void Remaining_is_never_negative_and_the_token_fires_when_it_is_zero() =>
        Prop.ForAll(
            s_span.ToArbitrary(),
            s_reserve.ToArbitrary(),
            Gen.Choose(0, 2_000_000).ArrayOf().ToArbitrary(),
            (remaining, reserve, steps) =>
            {
                TestClock clock = new();
                using InvocationBudget budget = InvocationBudget.FromRemaining(remaining, reserve, clock);
                CancellationToken token = budget.Token;
                foreach (int milliseconds in steps)
                {
                    CheckNow(clock, budget, token);
                    clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
                }

                CheckNow(clock, budget, token);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_reserve_is_at_most_half_of_what_is_left() =>
        Prop.ForAll(s_span.ToArbitrary(), s_reserve.ToArbitrary(), (remaining, reserve) =>
        {
            using InvocationBudget budget = InvocationBudget.FromRemaining(remaining, reserve, new TestClock());
            if (budget.Deadline is null)
                Assert.Equal(TimeSpan.Zero, budget.Reserve);
            else
                Assert.Equal(reserve < remaining / 2 ? reserve : remaining / 2, budget.Reserve);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_deadline_gives_a_budget() =>
        Prop.ForAll(s_span.ToArbitrary(), s_reserve.ToArbitrary(), (fromNow, reserve) =>
        {
            TestClock clock = new();
            DateTimeOffset deadline = fromNow > DateTimeOffset.MaxValue - TestClock.Noon ? DateTimeOffset.MaxValue
                : fromNow < DateTimeOffset.MinValue - TestClock.Noon ? DateTimeOffset.MinValue
                : TestClock.Noon + fromNow;
            using InvocationBudget budget = InvocationBudget.FromDeadline(deadline, reserve, clock);
            CheckNow(clock, budget, budget.Token);
            if (deadline <= TestClock.Noon)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                Assert.Equal((TimeSpan.Zero, true), (budget.Remaining, budget.Token.IsCancellationRequested));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Remaining_is_the_deadline_less_now_less_the_reserve()
    {
        TestClock clock = new();
        using InvocationBudget budget = InvocationBudget.FromDeadline(TestClock.Noon.AddSeconds(10), TimeSpan.FromSeconds(1), clock);

        clock.Advance(TimeSpan.FromSeconds(3.25));

        Assert.Equal(TimeSpan.FromSeconds(5.75), budget.Remaining);
        Assert.Equal(TestClock.Noon.AddSeconds(10), budget.Deadline);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-5000)]
    public void An_unknown_time_is_no_deadline(int milliseconds)
    {
        InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromSeconds(1));

        Assert.Same(InvocationBudget.None, budget);
        Assert.Equal((null, Timeout.InfiniteTimeSpan, false), (budget.Deadline, budget.Remaining, budget.Token.CanBeCanceled));
    }

    [Fact]
    public void None_survives_being_disposed_of()
    {
        InvocationBudget.None.Dispose();

        Assert.Equal((false, Timeout.InfiniteTimeSpan), (InvocationBudget.None.Token.IsCancellationRequested, InvocationBudget.None.Remaining));
    }

    [Fact]
    public void A_negative_reserve_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InvocationBudget.FromRemaining(TimeSpan.FromSeconds(1), TimeSpan.FromTicks(-1)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_asks_after_the_end_gets_a_token_that_has_fired(bool askedBefore)
    {
        InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromSeconds(10), TimeSpan.Zero, new TestClock());
        if (askedBefore)
            Assert.False(budget.Token.IsCancellationRequested);

        budget.Dispose();

        Assert.True(budget.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Concurrent_invocations_have_each_their_own_current_budget()
    {
        Bed bed = new();
        Gate[] gates = [.. Enumerable.Range(0, 16).Select(_ => new Gate())];
        int next = -1;
        bed.Plain.Method = async job =>
        {
            Gate gate = gates[Interlocked.Increment(ref next)];
            for (int i = 0; i < 3; i++)
            {
                Assert.Same(job.Budget, InvocationBudget.Current);
                await gate.PassAsync(job.CancellationToken);
                await Task.Yield();
                Assert.Same(job.Budget, await Task.Run(() => InvocationBudget.Current));
            }
        };

        List<(string Id, Task Work)> jobs = [];
        for (int i = 0; i < gates.Length; i++)
        {
            string id = await bed.StartAsync(bed.Plain);
            jobs.Add((id, bed.WorkAsync(bed.Plain, bed.Invocation("req-" + i, TimeSpan.FromSeconds(10 + i)))));
            Assert.Same(InvocationBudget.None, InvocationBudget.Current);
        }

        await Task.WhenAll(gates.Select(gate => gate.Reached));
        foreach (Gate gate in gates.Reverse())
            gate.Open();
        await Task.WhenAll(jobs.Select(job => job.Work));

        Assert.All(jobs, job => Assert.Equal(JobStatus.Succeeded, bed.Record(job.Id).Status));
    }

    private static void CheckNow(TestClock clock, InvocationBudget budget, CancellationToken token)
    {
        if (budget.Deadline is null)
        {
            Assert.Equal((Timeout.InfiniteTimeSpan, false), (budget.Remaining, token.CanBeCanceled));
            return;
        }

        Assert.True(budget.Remaining >= TimeSpan.Zero);
        Assert.True(budget.Deadline >= TestClock.Noon);

        // A timer counts whole milliseconds, so that it may fire up to one late; never early.
        if (token.IsCancellationRequested)
            Assert.Equal(TimeSpan.Zero, budget.Remaining);
        if (budget.Deadline - budget.Reserve + TimeSpan.FromMilliseconds(1) <= clock.GetUtcNow())
            Assert.True(token.IsCancellationRequested);
    }
}
