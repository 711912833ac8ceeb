using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>A job waits for others, for longer than an invocation lasts.</summary>
public sealed class JoinTests
{
    private const int Many = 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_waits_over_many_invocations_and_uses_nearly_all_of_each()
    {
        await using JobTestHost host = Host(After(TimeSpan.FromMinutes(10)));

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(Many), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 190, 1), (whole.Status, whole.Result, whole.Attempt));
        JobRecord record = (await host.FindAsync(whole.Id, Cancelled))!;
        Assert.InRange(record.Continuation, 10, 12);
        Assert.InRange((whole.FinishedAt - whole.CreatedAt)!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
        Assert.Equal(Many + 1, (await host.ListAsync(Cancelled)).Count);
    }

    [Fact]
    public async Task Jobs_that_end_soon_are_joined_in_the_first_invocation()
    {
        await using JobTestHost host = Host(After(TimeSpan.FromSeconds(1)));

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(Many), Cancelled);

        Assert.Equal(190, whole.Result);
        Assert.Equal(0, (await host.FindAsync(whole.Id, Cancelled))!.Continuation);
        Assert.InRange((whole.FinishedAt - whole.CreatedAt)!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_thousand_jobs_are_joined()
    {
        await using JobTestHost host = Host(After(TimeSpan.FromMinutes(2)));

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(JobContext.MostJoined), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 499_500), (whole.Status, whole.Result));
    }

    [Fact]
    public async Task More_are_refused()
    {
        TestJobContext job = TestJob.Context();

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => job.Context.WaitAllAsync(Enumerable.Range(0, JobContext.MostJoined + 1).Select(i => $"{i}"), "state"));

        Assert.StartsWith("A job waits for at most 1000 others at a time (JobContext.MostJoined), and these are 1001.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_did_not_succeed_ends_the_one_that_needs_it_without_another_attempt()
    {
        await using JobTestHost host = Host(static (number, _, _) => number == 3
            ? throw new JobException(10_001, "No.") { Retry = false }
            : Task.FromResult(number));

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(Many), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.JoinedNotSucceeded, 1), (whole.Status, whole.Error!.ErrorCode, whole.Attempt));
        Assert.Equal("1 of 20 jobs that this one waited for did not succeed: 1 FAILED.", whole.Error.Message);
        JobRecord failed = Assert.Single(await host.ListAsync(Cancelled), static job => job.Job == "parts" && job.Status is JobStatus.Failed);
        Exception logged = Assert.Single(host.Log, entry => entry.Event == "job.finished" && entry.JobId == whole.Id).Exception!;
        Assert.EndsWith($" The first is {failed.Id}: No.", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_is_too_large_ends_the_job_at_once()
    {
        await using JobTestHost host = Host(After(TimeSpan.FromSeconds(1)));

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(JobContext.MostJoined + 1), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.MethodFailed, 1), (whole.Status, whole.Error!.ErrorCode, whole.Attempt));
    }

    [Fact]
    public async Task A_job_that_waits_for_itself_ends_at_once()
    {
        await using JobTestHost host = Host(Never);

        JobSnapshot<string> joins = await host.RunToEndAsync(() => PartsJoinItselfJob.StartAsync(false), Cancelled);
        JobSnapshot<string> waits = await host.RunToEndAsync(() => PartsJoinItselfJob.StartAsync(true), Cancelled);

        Assert.Equal((JobStatus.Failed, 1), (joins.Status, joins.Attempt));
        Assert.Equal((JobStatus.Failed, 1), (waits.Status, waits.Attempt));
        Assert.All(
            host.Log.Where(static entry => entry.Event == "job.finished"),
            entry => Assert.StartsWith($"The job {entry.JobId} waits for itself", entry.Exception!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_unit_test_that_forgets_to_say_how_a_job_stands_is_told_how()
    {
        TestJobContext job = TestJob.Context(PartsWholeJob.Definition);
        string[] ids = ["a"];

        JobJoin<int> joined = await job.Context.WaitAllAsync(PartsPartJob.Definition, ids, ids);

        Assert.Contains("TestJobContext.SetJob", Assert.Throws<JobsNotSucceededException>(joined.GetResults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_that_failed_were_cancelled_or_are_gone_are_reported_and_not_waited_for()
    {
        string seen = "";
        await using JobTestHost host = Host(
            static (number, job, time) => number switch
            {
                0 => Task.FromResult(7),
                1 => throw new JobException(10_001, "No.") { Retry = false },
                _ => Never(job, time),
            },
            merge: (joined, _) =>
            {
                seen = string.Join(", ", joined.Select(static one => one.Job?.Status.ToString() ?? "gone"));
                Assert.Equal(3, joined.NotSucceeded.Count());
                return joined[0].Job!.Result;
            });
        JobSnapshot<int> whole = await host.StartAsync(() => PartsWholeJob.StartAsync(4));
        JobRecord waiting = await host.RunUntilAsync(whole.Id, static job => !job.State.IsEmpty, Cancelled);
        string[] ids = System.Text.Json.JsonSerializer.Deserialize<string[]>(waiting.State.Span)!;

        foreach (string id in ids[2..])
            await host.RunUntilAsync(id, static job => job.Status is JobStatus.Running, Cancelled);

        Assert.Equal(JobStatus.Running, await host.App.CancelAsync(ids[2], Cancelled));
        Assert.Equal(JobStatus.Running, await host.App.CancelAsync(ids[3], Cancelled));
        await host.RunUntilAsync(ids[3], static job => job.IsFinished, Cancelled);
        await host.App.PurgeAsync(ids[3], Cancelled);
        JobSnapshot<int> end = await host.RunToEndAsync(whole, Cancelled);

        Assert.Equal((JobStatus.Succeeded, 7), (end.Status, end.Result));
        Assert.Equal("Succeeded, Failed, Cancelled, gone", seen);
    }

    [Theory]
    [InlineData(false, JobStatus.Running)]
    [InlineData(true, JobStatus.Cancelled)]
    public async Task A_job_that_is_cancelled_stops_waiting_and_cancels_the_others_where_it_says_so(bool cancels, JobStatus others)
    {
        await using JobTestHost host = Host(Never, new() { CancelsJobs = cancels });
        JobSnapshot<int> whole = await host.StartAsync(() => PartsWholeJob.StartAsync(3));
        JobRecord waiting = await host.RunUntilAsync(whole.Id, static job => !job.State.IsEmpty, Cancelled);
        string[] ids = System.Text.Json.JsonSerializer.Deserialize<string[]>(waiting.State.Span)!;
        foreach (string id in ids)
            await host.RunUntilAsync(id, static job => job.Status is JobStatus.Running, Cancelled);

        // Between two of its invocations no code of it runs that could cancel the others.
        await host.RunUntilAsync(whole.Id, static job => job.Status is JobStatus.Running, Cancelled);
        Assert.Equal(JobStatus.Running, await host.App.CancelAsync(whole.Id, Cancelled));
        JobSnapshot<int> end = await host.RunToEndAsync(whole, Cancelled);
        foreach (string id in cancels ? ids : [])
            await host.RunUntilAsync(id, static job => job.IsFinished, Cancelled);
        await host.AdvanceAsync(TimeSpan.FromSeconds(10), Cancelled);

        Assert.Equal(JobStatus.Cancelled, end.Status);
        foreach (string id in ids)
            Assert.Equal(others, (await host.FindAsync(id, Cancelled))!.Status);
    }

    [Fact]
    public async Task A_method_that_is_told_to_stop_has_real_time_to_go_on_before_its_virtual_time_is_over()
    {
        await using JobTestHost host = Host(static async (number, job, _) =>
        {
            // Goes on late, as where the thread pool is busy.
            TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using (job.CancellationToken.UnsafeRegister(static state => Later((TaskCompletionSource)state!), late))
                await late.Task;
            job.CancellationToken.ThrowIfCancellationRequested();
            return number;
        });
        JobSnapshot<int> part = await host.StartAsync(() => PartsPartJob.StartAsync(1));
        await host.RunUntilAsync(part.Id, static job => job.Status is JobStatus.Running, Cancelled);

        Assert.Equal(JobStatus.Running, await host.App.CancelAsync(part.Id, Cancelled));

        Assert.Equal(JobStatus.Cancelled, (await host.RunToEndAsync(part, Cancelled)).Status);

        static void Later(TaskCompletionSource late)
        {
            using (ExecutionContext.SuppressFlow())
                _ = Task.Delay(TimeSpan.FromMilliseconds(200)).ContinueWith(_ => late.SetResult(), TaskScheduler.Default);
        }
    }

    [Theory]
    [InlineData(false, JobStatus.Pending, JobStatus.Running)]
    [InlineData(true, JobStatus.Cancelled, JobStatus.Cancelled)]
    public async Task The_time_that_a_job_has_in_all_ends_the_wait(bool cancels, params JobStatus[] others)
    {
        // Three attempts and the minutes between them take longer than the half hour of the whole.
        await using JobTestHost host = Host(
            static async (_, job, time) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(850), time, job.CancellationToken);
                throw new IOException("Not now.");
            },
            new() { CancelsJobs = cancels });

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(2), Cancelled);
        await host.AdvanceAsync(TimeSpan.FromSeconds(10), Cancelled);

        Assert.Equal((JobStatus.TimedOut, "The job did not finish within the 1800 s that it has in all."), (whole.Status, whole.Error!.Message));
        Assert.InRange((whole.FinishedAt - whole.StartedAt)!.Value, TimeSpan.FromSeconds(1800), TimeSpan.FromSeconds(1802));
        Assert.All((await host.ListAsync(Cancelled)).Where(static job => job.Job == "parts"), part => Assert.Contains(part.Status, others));
    }

    [Fact]
    public async Task What_follows_the_wait_has_the_time_that_it_needs()
    {
        TimeSpan left = default;
        await using JobTestHost host = Host(
            After(TimeSpan.FromSeconds(45)),
            new() { TimeAfter = TimeSpan.FromSeconds(25) },
            (joined, job) =>
            {
                left = job.Budget.Remaining;
                return joined.Count;
            });

        JobSnapshot<int> whole = await host.RunToEndAsync(() => PartsWholeJob.StartAsync(Many), Cancelled);

        Assert.Equal(Many, whole.Result);
        Assert.InRange(left, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await host.FindAsync(whole.Id, Cancelled))!.Continuation);
    }

    [Fact]
    public async Task Time_that_no_invocation_has_is_refused()
    {
        TestJobContext job = TestJob.Context(PartsWholeJob.Definition);
        string[] ids = ["a"];

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => job.Context.WaitAllAsync(PartsPartJob.Definition, ids, ids, new() { TimeAfter = TimeSpan.FromSeconds(29.6) }));

        Assert.Contains("of which 1000 ms are its reserve, and at most half of the rest can be kept", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_goes_wrong_each_part_is_one_job_and_counts_once(int seed)
    {
        await using JobTestHost host = Host(After(TimeSpan.FromSeconds(90)));

        // So few that none of the jobs loses all three of its attempts.
        host.Faults.AtRandom(seed, new JobFaultRates { DuplicateEvents = 0.2, DelayEvents = 0.2, ThrottleTable = 0.002, KillWorkers = 0.02 });

        JobSnapshot<int> whole = await host.StartAsync(() => PartsWholeJob.StartAsync(Many, new JobStartOptions { IdempotencyKey = "whole" }));
        JobRecord end = await host.RunToEndAsync(whole.Id, Cancelled);

        // What the test itself reads shall not meet one.
        host.Faults.AtRandom(seed, new JobFaultRates());
        IReadOnlyList<JobRecord> jobs = await host.ListAsync(Cancelled);
        Assert.Equal(Many, jobs.Count(static job => job.Job == "parts"));
        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(190, (await host.App.GetAsync(PartsWholeJob.Definition, whole.Id, Cancelled))!.Result);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("state")]
    [InlineData("outcome")]
    public async Task A_worker_that_dies_while_it_starts_or_joins_starts_nothing_twice(string when)
    {
        await using JobTestHost host = Host(After(TimeSpan.FromMinutes(3)));
        JobSnapshot<int> whole = await host.StartAsync(() => PartsWholeJob.StartAsync(Many));
        if (when == "claim")
            host.Faults.KillWorkersAfterClaim();
        else if (when == "state")
            host.Faults.KillWorkersAfterSavedState();
        else
            host.Faults.KillWorkersBeforeOutcome();

        JobSnapshot<int> end = await host.RunToEndAsync(whole, Cancelled);

        Assert.Equal((JobStatus.Succeeded, 190), (end.Status, end.Result));
        Assert.Equal(Many + 1, (await host.ListAsync(Cancelled)).Count);
    }

    [Fact]
    public async Task Jobs_of_another_definition_are_not_waited_for()
    {
        await using JobTestHost host = Host(Never);
        JobSnapshot<int> part = await host.StartAsync(() => PartsPartJob.StartAsync(1));

        JobSnapshot<string> other = await host.RunToEndAsync(() => PartsJoinOthersJob.StartAsync(part.Id), Cancelled);

        Assert.Equal("null", other.Result);
        Assert.InRange((other.FinishedAt - other.CreatedAt)!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_unit_test_says_how_the_others_stand()
    {
        string[] ids = ["a", "b", "c"];
        TestJobContext first = TestJob.Context(PartsWholeJob.Definition, new() { State = ids });
        PartPlan plan = new()
        {
            Part = After(default),
            Merge = static (joined, _) => joined.Where(static part => part.IsSucceeded).Sum(static part => part.Job!.Result),
        };
        first.SetJob(Snapshot("a", JobStatus.Succeeded, 4));
        first.SetJob(Snapshot("b", JobStatus.Running));

        await Assert.ThrowsAsync<JobContinuedException>(() => Parts.Whole(3, plan, first));
        Assert.Equal(ids, first.ContinuedState);

        TestJobContext second = first.NextInvocation();
        second.SetJob(Snapshot("b", JobStatus.Succeeded, 5));
        Assert.Equal(9, await Parts.Whole(3, plan, second));

        JobJoin<NoResult> any = await second.Context.WaitAllAsync(ids, ids);
        Assert.Equal([JobStatus.Succeeded, JobStatus.Succeeded, null], any.Select(static one => one.Job?.Status));

        second.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Parts.Whole(3, plan, second));
    }

    [Fact]
    public async Task That_a_state_cannot_be_saved_is_known_before_the_wait()
    {
        TestJobContext job = TestJob.Context(PartsWholeJob.Definition);
        string[] ids = ["a"];
        job.SetJob(Snapshot("a", JobStatus.Succeeded));

        await Assert.ThrowsAsync<ArgumentException>(() => job.Context.WaitAllAsync(PartsPartJob.Definition, ids, new[] { new string('x', 110_000) }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => job.Context.WaitAllAsync(PartsPartJob.Definition, ids, new Cursor(1)));
    }

    private static JobSnapshot<int> Snapshot(string id, JobStatus status, int result = 0) =>
        new() { Id = id, Status = status, CreatedAt = DateTimeOffset.UnixEpoch, Result = result };

    private static Func<int, JobContext, TimeProvider, Task<int>> After(TimeSpan time) => async (number, job, clock) =>
    {
        await Task.Delay(time, clock, job.CancellationToken);
        return number;
    };

    private static async Task<int> Never(int number, JobContext job, TimeProvider clock)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, job.CancellationToken);
        return number;
    }

    private static Task<int> Never(JobContext job, TimeProvider clock) => Never(0, job, clock);

    private static JobTestHost Host(
        Func<int, JobContext, TimeProvider, Task<int>> part, JobJoinOptions? join = null, Func<JobJoin<int>, JobContext, int>? merge = null)
    {
        PartPlan plan = new() { Part = part, Join = join };
        if (merge is not null)
            plan = new() { Part = part, Join = join, Merge = merge };
        return JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(plan)));
    }
}
