using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Logging;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Budget.Tests;

public sealed class FallbackTests
{
    private static readonly Fallback<string, string> s_prices = new Fallback<string, string>("price")
        .Try("pricing", static (item, token) => Never(token))
        .Try("cache", static (item, token) => throw new InvalidOperationException("The cache is down."))
        .Stub("list-price", static item => $"list price of {item}");

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_that_answers_ends_the_chain_without_a_word()
    {
        Bench bench = new();
        Fallback<int, int> chain = new Fallback<int, int>("double").Try("first", static (state, _) => new(state * 2)).Stub("stub", static _ => 0);
        FallbackOutcome<int> outcome = await bench.RunAsync(() => chain.RunAsync(21, End).AsTask());
        Assert.True(outcome.IsAnswered);
        Assert.False(outcome.IsFallback);
        Assert.Equal(42, outcome.Value);
        Assert.Equal("first", outcome.Step);
        Assert.Empty(outcome.Misses);
        Assert.Empty(bench.Log.Entries);
        Assert.Empty(bench.Flush());
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task A_timeout_and_a_failure_fall_through_to_the_stub_and_are_told()
    {
        Bench bench = new();
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => s_prices.RunAsync("tea", End).AsTask());
        bench.Pass(4.5);
        FallbackOutcome<string> outcome = await run;

        Assert.Equal("list price of tea", outcome.Value);
        Assert.Equal("list-price", outcome.Step);
        Assert.True(outcome.IsFallback);
        Assert.Equal([("pricing", FallbackReason.TimedOut), ("cache", FallbackReason.Failed)], outcome.Misses.Select(miss => (miss.Step, miss.Reason)));
        Assert.Equal(TimeSpan.FromSeconds(4.5), Assert.IsType<BudgetExceededException>(outcome.Misses[0].Exception).Granted);
        Assert.IsType<InvalidOperationException>(outcome.Misses[1].Exception);

        JobLogEntry entry = Assert.Single(bench.Log.Entries);
        Assert.Equal("fallback.answered", entry.Event);
        Assert.Equal("price", entry.Service);
        Assert.Equal("job-1", entry.JobId);
        Assert.Equal("pricing timed out; cache failed (InvalidOperationException); list-price answered", entry.Message);
        Assert.Equal(1, bench.Count("price.fallbacks"));
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task When_the_budget_is_spent_calls_are_skipped_and_the_stub_still_answers()
    {
        Bench bench = new();
        using CancellationTokenSource job = CancellationTokenSource.CreateLinkedTokenSource(bench.Budget.Token);
        bench.Pass(9);
        Assert.True(job.IsCancellationRequested);
        FallbackOutcome<string> outcome = await bench.RunAsync(() => s_prices.RunAsync("tea", job.Token).AsTask());
        Assert.Equal("list-price", outcome.Step);
        Assert.All(outcome.Misses, miss => Assert.Equal(FallbackReason.NoTime, miss.Reason));
        Assert.Equal("pricing had no time; cache had no time; list-price answered", Assert.Single(bench.Log.Entries).Message);
    }

    [Fact]
    public async Task A_token_that_fires_with_the_budget_leads_to_the_stub_and_not_to_a_cancel()
    {
        Bench bench = new();
        using CancellationTokenSource job = CancellationTokenSource.CreateLinkedTokenSource(bench.Budget.Token);
        Fallback<string, string> chain = new Fallback<string, string>("price").Try("pricing", static (_, token) => Never(token)).Stub("stub", static _ => "stub");
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => chain.RunAsync("tea", job.Token).AsTask());
        bench.Pass(9);
        Assert.Equal("stub", (await run).Value);
    }

    [Fact]
    public async Task The_callers_cancel_does_not_fall_through()
    {
        Bench bench = new();
        using CancellationTokenSource caller = new();
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => s_prices.RunAsync("tea", caller.Token).AsTask());
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(bench.Log.Entries);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task A_caller_that_cancels_while_a_step_fails_gets_no_other_step()
    {
        using CancellationTokenSource caller = new();
        Fallback<CancellationTokenSource, int> chain = new Fallback<CancellationTokenSource, int>("chain")
            .Try("fails", static (caller, _) =>
            {
                caller.Cancel();
                throw new InvalidOperationException();
            })
            .Stub("stub", static _ => 1);
        Bench bench = new();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.RunAsync(() => chain.RunAsync(caller, caller.Token).AsTask()));
        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    public static TheoryData<Exception, bool> BadRequests => new()
    {
        { new ArgumentException("No such item."), true },
        { new ArgumentNullException("item"), true },
        { new JobException(10_001, "No such item.") { Retry = false }, true },
        { new JobException(10_001, "Try later."), false },
        { new HttpRequestException("refused"), false },
        { new TimeoutException("slow"), false },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task What_is_wrong_with_the_request_does_not_fall_through(Exception thrown, bool isBadRequest)
    {
        Fallback<Exception, string> chain = new Fallback<Exception, string>("chain").Try("throws", static (thrown, _) => throw thrown).Stub("stub", static _ => "stub");
        Bench bench = new();
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => chain.RunAsync(thrown, End).AsTask());
        if (isBadRequest)
            Assert.Same(thrown, await Assert.ThrowsAnyAsync<Exception>(() => run));
        else
            Assert.Equal("stub", (await run).Step);

        chain = chain.StopOn(static exception => exception is HttpRequestException);
        Task<FallbackOutcome<string>> other = bench.RunAsync(() => chain.RunAsync(thrown, End).AsTask());
        if (thrown is HttpRequestException)
            Assert.Same(thrown, await Assert.ThrowsAnyAsync<Exception>(() => other));
        else
            Assert.Equal("stub", (await other).Step);
    }

    [Fact]
    public async Task Nothing_that_answers_is_an_outcome_whose_value_throws()
    {
        Bench bench = new();
        Fallback<int, int> chain = new Fallback<int, int>("chain")
            .Try("first", static (_, _) => throw new HttpRequestException("refused"))
            .Try("second", static (_, token) => NeverNumber(token));
        Task<FallbackOutcome<int>> run = bench.RunAsync(() => chain.RunAsync(1, End).AsTask());
        bench.Pass(9);
        FallbackOutcome<int> outcome = await run;
        Assert.False(outcome.IsAnswered);
        Assert.Null(outcome.Step);
        FallbackExhaustedException exhausted = Assert.Throws<FallbackExhaustedException>(() => outcome.Value);
        Assert.Equal("chain", exhausted.Chain);
        Assert.Equal(2, exhausted.Misses.Count);
        Assert.Equal("second", Assert.IsType<BudgetExceededException>(exhausted.InnerException).Service);
        Assert.Equal("fallback.exhausted", Assert.Single(bench.Log.Entries).Event);
        Assert.Equal(1, bench.Count("chain.exhausted"));
    }

    [Fact]
    public async Task Each_step_has_its_part_and_sees_it_as_the_current_budget()
    {
        Bench bench = new(seconds: 101, reserveSeconds: 1);
        Fallback<List<TimeSpan>, int> chain = new Fallback<List<TimeSpan>, int>("chain")
            .Try("half", 0.5, static (seen, _) => Note(seen))
            .Try("capped", TimeSpan.FromSeconds(10), static (seen, _) => Note(seen))
            .Try("fair", static (seen, _) => Note(seen))
            .Try("capped-but-less", TimeSpan.FromHours(1), static (seen, _) => Note(seen))
            .Try("last", static (seen, _) => Note(seen))
            .Stub("stub", static seen => seen.Count);
        List<TimeSpan> seen = [];
        FallbackOutcome<int> outcome = await bench.RunAsync(() => chain.RunAsync(seen, End).AsTask());
        Assert.Equal(5, outcome.Value);
        Assert.Equal([50, 10, 33.333, 50, 100], seen.Select(time => Math.Round(time.TotalSeconds, 3)));
    }

    [Fact]
    public void The_parts_of_a_chain_never_add_up_to_more_than_the_budget() => Prop.ForAll(
            (from ms in Gen.Choose(100, 20_000)
             from length in Gen.Choose(1, 8)
             from limits in Gen.Choose(0, 99).ArrayOf(length)
             select (ms, limits)).ToArbitrary(),
            plan =>
            {
                CountingClock clock = new();
                InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMilliseconds(plan.ms), TimeSpan.FromMilliseconds(plan.ms / 4), clock);
                TimeSpan remaining = budget.Remaining;
                Fallback<List<TimeSpan>, int> chain = new("chain");
                for (int i = 0; i < plan.limits.Length; i++)
                {
                    int limit = plan.limits[i];
                    ValueTask<int> Call(List<TimeSpan> seen, CancellationToken token)
                    {
                        seen.Add(InvocationBudget.Current.Remaining);
                        clock.Advance(InvocationBudget.Current.Remaining);
                        throw new OperationCanceledException(token);
                    }

                    chain = (limit % 3) switch
                    {
                        0 => chain.Try($"step-{i}", Call),
                        1 => chain.Try($"step-{i}", (limit + 1) / 100d, Call),
                        _ => chain.Try($"step-{i}", TimeSpan.FromMilliseconds(limit * 50), Call),
                    };
                }

                List<TimeSpan> granted = [];
                using (budget.Enter())
                using (new InvocationScope { Log = JobLog.None }.Enter())
                    Assert.Equal(-1, chain.Stub("stub", static _ => -1).RunAsync(granted).AsTask().GetAwaiter().GetResult().Value);
                Assert.All(granted, time => Assert.True(time > TimeSpan.Zero));
                Assert.True(granted.Aggregate(TimeSpan.Zero, (sum, time) => sum + time) <= remaining);
                Assert.Equal(0, clock.LiveTimers);
            })
        .Check(RandomCases.Config);

    [Fact]
    public async Task A_step_that_ignores_its_token_is_given_up()
    {
        Bench bench = new();
        TaskCompletionSource<string> stubborn = new();
        Fallback<Task<string>, string> chain = new Fallback<Task<string>, string>("chain").Try("stubborn", static (task, _) => new(task)).Stub("stub", static _ => "stub");
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => chain.RunAsync(stubborn.Task, End).AsTask());
        bench.Pass(9);
        await bench.Clock.TimersAsync(created: 2);
        Assert.False(run.IsCompleted);
        bench.Pass(0.05);
        FallbackOutcome<string> outcome = await run;
        Assert.Equal("stub", outcome.Value);
        Assert.Equal(FallbackReason.TimedOut, Assert.Single(outcome.Misses).Reason);
        stubborn.SetException(new InvalidOperationException("Too late for anybody to care."));
    }

    [Fact]
    public async Task A_step_that_ignores_its_callers_cancel_is_given_up_too()
    {
        Bench bench = new();
        using CancellationTokenSource caller = new();
        TaskCompletionSource<string> stubborn = new();
        Fallback<Task<string>, string> chain = new Fallback<Task<string>, string>("chain").Try("stubborn", static (task, _) => new(task)).Stub("stub", static _ => "stub");
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => chain.RunAsync(stubborn.Task, caller.Token).AsTask());
        await caller.CancelAsync();
        await bench.Clock.TimersAsync(created: 2);
        bench.Pass(0.05);
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_call_under_its_own_handler_tells_which_service_it_was()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        Fallback<HttpClient, string> chain = new Fallback<HttpClient, string>("quote")
            .Try("remote", static async (client, token) => await client.GetStringAsync("quotes", token))
            .Stub("stub", static _ => "stub");
        Task<FallbackOutcome<string>> run = bench.RunAsync(() => chain.RunAsync(client, End).AsTask());
        bench.Pass(9);
        FallbackMiss miss = Assert.Single((await run).Misses);
        Assert.Equal(FallbackReason.TimedOut, miss.Reason);
        Assert.IsType<BudgetExceededException>(miss.Exception);
    }

    [Fact]
    public async Task Outside_of_an_invocation_only_limits_of_its_own_bound_a_step()
    {
        CountingClock clock = new();
        InvocationBudget none = InvocationBudget.FromRemaining(TimeSpan.Zero, TimeSpan.Zero, clock);
        Fallback<int, string> chain = new Fallback<int, string>("chain")
            .Try("free", static (_, _) => throw new InvalidOperationException($"{InvocationBudget.Current.Remaining.TotalMilliseconds}"))
            .Try("capped", TimeSpan.FromSeconds(2), static (_, token) => Never(token))
            .Stub("stub", static _ => "stub");
        using (none.Enter())
        using (new InvocationScope { Log = JobLog.None }.Enter())
        {
            Task<FallbackOutcome<string>> run = chain.RunAsync(1, End).AsTask();
            clock.Advance(TimeSpan.FromSeconds(2));
            FallbackOutcome<string> outcome = await run;
            Assert.Equal("-1", outcome.Misses[0].Exception.Message);
            Assert.Equal(FallbackReason.TimedOut, outcome.Misses[1].Reason);
        }
    }

    [Fact]
    public async Task Thousands_of_runs_leave_no_timer_behind()
    {
        Bench bench = new();
        Fallback<int, int> chain = new Fallback<int, int>("chain")
            .Try("fails", static async (_, _) =>
            {
                await Task.Yield();
                throw new InvalidOperationException();
            })
            .Try("answers", static async (state, _) =>
            {
                await Task.Yield();
                return state;
            });
        for (int i = 0; i < 2_000; i++)
            Assert.Equal(i, (await bench.RunAsync(() => chain.RunAsync(i, End).AsTask())).Value);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public void Chains_that_make_no_sense_cannot_be_built()
    {
        Fallback<int, int> chain = new Fallback<int, int>("chain").Stub("stub", static _ => 1);
        Assert.Throws<InvalidOperationException>(() => chain.Try("late", static (_, _) => new(1)));
        Assert.Throws<InvalidOperationException>(() => chain.Stub("late", static _ => 1));
        Fallback<int, int> open = new Fallback<int, int>("chain").Try("one", static (_, _) => new(1));
        Assert.Throws<ArgumentException>(() => open.Try("one", static (_, _) => new(1)));
        Assert.Throws<ArgumentException>(() => open.Try("no name", static (_, _) => new(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => open.Try("two", 0d, static (_, _) => new(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => open.Try("two", 1.5, static (_, _) => new(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => open.Try("two", TimeSpan.Zero, static (_, _) => new(1)));
        Assert.Throws<ArgumentException>(() => new Fallback<int, int>(""));
    }

    private static async ValueTask<string> Never(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return "";
    }

    private static async ValueTask<int> NeverNumber(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private static ValueTask<int> Note(List<TimeSpan> seen)
    {
        seen.Add(InvocationBudget.Current.Remaining);
        throw new HttpRequestException("refused");
    }
}
