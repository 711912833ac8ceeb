using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>The end of an invocation's time. It has 60 s, the reserve 1 s of them; a method that does not stop is left half a second later.</summary>
public sealed class WorkTimeTests
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(59);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(59.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public async Task A_method_that_minds_its_token_is_TIMED_OUT(int ticksPastTheMillisecond)
    {
        Bed bed = new(clock: new TestClock(TestClock.Noon.AddTicks(ticksPastTheMillisecond)));
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        Invocation invocation = new() { RequestId = "req-1", Deadline = TestClock.Noon + Bed.Time };
        Task work = bed.WorkAsync(invocation: invocation);
        await gate.Reached;

        bed.Clock.Advance(s_budget - TimeSpan.FromMilliseconds(2));
        Assert.False(work.IsCompleted);
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await work;

        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.TimedOut, JobErrorCodes.TimedOut, "req-1"), (record.Status, record.Error!.ErrorCode, record.Error.RequestId));
        Assert.False(invocation.IsMethodAbandoned);
        Assert.True(record.FinishedAt < invocation.Deadline);
    }

    [Fact]
    public async Task A_method_whose_parts_all_mind_its_token_is_TIMED_OUT()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = (_, job) =>
        {
            Task other = Task.Delay(Timeout.Infinite, job.CancellationToken);
            Task.WaitAll([gate.PassAsync(job.CancellationToken).AsTask(), other], CancellationToken.None);
            return new("never");
        };
        Task work = bed.WorkAsync();
        await gate.Reached;
        await bed.Clock.TimerAsync(s_limit);

        bed.Clock.Advance(s_budget);
        await work;

        Assert.Equal((JobStatus.TimedOut, JobErrorCodes.TimedOut), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_method_that_ignores_its_token_is_TIMED_OUT_before_the_platform_kills_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, _) =>
        {
            await gate.PassAsync();
            return "late";
        };
        Invocation invocation = bed.Invocation();
        Task work = bed.WorkAsync(invocation: invocation);
        await bed.Clock.TimerAsync(s_limit);
        await gate.Reached;

        bed.Clock.Advance(s_limit);
        await work;

        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.TimedOut, true), (record.Status, invocation.IsMethodAbandoned));
        Assert.True(record.FinishedAt < invocation.Deadline);
        gate.Open();
        Assert.Equal(record, bed.Record(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_says_so_is_tried_again_until_its_last_attempt_is_TIMED_OUT(bool mindsItsToken)
    {
        PlainJob plain = new() { RetryOnTimeout = true, MaxAttempts = 2 };
        await using JobTestHost host = JobTestHost.Create(new JobApp([plain]));
        plain.Method = async job =>
            await Task.Delay(TimeSpan.FromDays(1), host.Time, mindsItsToken ? job.CancellationToken : CancellationToken.None);
        string id = (await host.App.StartAsync(plain, new ArgumentWriter(), null, Token)).Id;

        JobRecord between = await host.RunUntilAsync(id, static job => job.Error is not null, Token);
        JobRecord record = await host.RunToEndAsync(id, Token);

        Assert.Equal((JobStatus.Pending, 1, JobErrorCodes.TimedOut), (between.Status, between.Attempt, between.Error!.ErrorCode));
        Assert.Equal((JobStatus.TimedOut, 2, JobErrorCodes.TimedOut), (record.Status, record.Attempt, record.Error!.ErrorCode));
    }

    [Fact]
    public async Task A_call_that_ran_out_of_time_is_tried_again_where_the_job_says_so()
    {
        PlainJob plain = new() { RetryOnTimeout = true };
        plain.Method = static job => job.Attempt == 1
            ? throw new BudgetExceededException("pricing", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1))
            : default;
        await using JobTestHost host = JobTestHost.Create(new JobApp([plain]));
        string id = (await host.App.StartAsync(plain, new ArgumentWriter(), null, Token)).Id;

        JobRecord between = await host.RunUntilAsync(id, static job => job.Error is not null, Token);
        JobRecord record = await host.RunToEndAsync(id, Token);

        Assert.Equal("pricing", between.Error!.Service);
        Assert.Equal((JobStatus.Succeeded, 2), (record.Status, record.Attempt));
    }

    [Fact]
    public async Task A_method_that_blocks_its_thread_is_TIMED_OUT_too()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        using ManualResetEventSlim release = new();
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource ended = new();
        bed.Report.Method = (_, _) =>
        {
            started.SetResult();
            release.Wait(CancellationToken.None);
            ended.SetResult();
            return new("late");
        };
        Invocation invocation = bed.Invocation();
        Task work = bed.WorkAsync(invocation: invocation);
        await started.Task;
        await bed.Clock.TimerAsync(s_limit);

        bed.Clock.Advance(s_limit);
        await work;
        release.Set();
        await ended.Task;

        Assert.Equal((JobStatus.TimedOut, true), (bed.Record(id).Status, invocation.IsMethodAbandoned));
    }

    [Fact]
    public async Task Nobody_asks_for_a_cancel_on_behalf_of_an_abandoned_method()
    {
        Bed bed = new();
        await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync();
            return "late";
        };
        Task work = bed.WorkAsync();
        await bed.Clock.TimerAsync(s_limit);
        bed.Clock.Advance(s_limit);
        await work;
        bed.Store.ClearCalls();

        bed.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(bed.Store.Calls);
        gate.Open();
    }

    [Fact]
    public async Task A_method_that_ends_within_the_reserve_has_succeeded()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync();
            return "partial";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;
        await bed.Clock.TimerAsync(s_limit);

        bed.Clock.Advance(s_budget + TimeSpan.FromMilliseconds(100));
        gate.Open();
        await work;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task What_a_method_came_to_counts_also_when_the_wait_for_it_ended_in_the_same_moment()
    {
        DisposalSignal signal = new();
        Bed bed = new(services => services.AddScoped(_ => signal));
        string id = await bed.StartAsync();
        using ManualResetEventSlim release = new();
        bed.Report.Method = (input, job) =>
        {
            _ = job.Services.GetRequiredService<DisposalSignal>();
            release.Wait(CancellationToken.None);
            return new("just in time");
        };
        bed.Clock.Intercept = (due, callback, state) =>
        {
            if (due != s_limit)
                return false;

            // The wait is over before the method is, but its outcome is looked at only after the method ended.
            callback(state);
            release.Set();
            signal.Disposed.Wait(CancellationToken.None);

            // The method's task ends a few instructions after its services do.
            Thread.SpinWait(1_000_000);
            return true;
        };

        await bed.WorkAsync();

        Assert.True(bed.Record(id).Status is JobStatus.Succeeded or JobStatus.TimedOut, $"{bed.Record(id).Status}");
    }

    [Fact]
    public async Task Without_a_deadline_time_never_runs_out()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            Assert.Equal((null, Timeout.InfiniteTimeSpan), (job.Budget.Deadline, job.Budget.Remaining));
            await gate.PassAsync(job.CancellationToken);
            return "done";
        };
        Task work = bed.WorkAsync(invocation: new Invocation { RequestId = "req-1" });
        await gate.Reached;

        bed.Clock.Advance(TimeSpan.FromDays(20));
        Assert.False(work.IsCompleted);
        gate.Open();
        await work;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task An_invocation_whose_deadline_is_past_claims_nothing()
    {
        Bed bed = new();
        string id = await bed.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bed.WorkAsync(invocation: bed.Invocation(time: TimeSpan.FromSeconds(-1))));

        Assert.Equal((JobStatus.Pending, 0), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    private sealed class DisposalSignal : IDisposable
    {
        public ManualResetEventSlim Disposed { get; } = new();

        public void Dispose() => Disposed.Set();
    }
}
