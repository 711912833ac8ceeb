using System.Diagnostics;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>The time of a host goes on where nothing is under way that could end by itself, and not elsewhere.</summary>
public sealed class TimeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attempt_that_fails_is_tried_again_after_its_minute()
    {
        await using JobTestHost host = Host((job, _) => job.Attempt < 3 ? throw new IOException("Not now.") : Task.FromResult("done"));

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, "done", 3), (job.Status, job.Result, job.Attempt));
        Assert.Equal(TimeSpan.FromMinutes(3), job.FinishedAt - job.CreatedAt);
    }

    [Fact]
    public async Task A_method_that_waits_for_something_real_is_waited_for()
    {
        await using JobTestHost host = Host(async (_, _) =>
        {
#pragma warning disable AJ1010 // It stands for a call of something that is no part of the test.
            await Task.Run(static () => Thread.Sleep(300));
            TaskCompletionSource answer = new();
            using Timer real = new(_ => answer.SetResult(), null, 300, Timeout.Infinite);
            await answer.Task;
#pragma warning restore AJ1010
            return "read";
        });

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, "read"), (job.Status, job.Result));
        Assert.Equal(TimeSpan.Zero, job.FinishedAt - job.CreatedAt);
    }

    [Fact]
    public async Task A_method_that_waits_for_the_clock_has_it_go_on()
    {
        await using JobTestHost host = Host(async (job, time) =>
        {
            for (int i = 0; i < 10; i++)
                await Task.Delay(TimeSpan.FromMinutes(1), time, job.CancellationToken);
            return "waited";
        });

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, TimeSpan.FromMinutes(10)), (job.Status, job.FinishedAt - job.CreatedAt));
    }

    [Fact]
    public async Task A_method_that_hangs_is_ended_by_its_timeout()
    {
        await using JobTestHost host = Host(static (job, _) => Never(job.CancellationToken), static options => options.HangsAfter = TimeSpan.FromMilliseconds(200));

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.TimedOut, JobErrorCodes.TimedOut), (job.Status, job.Error!.ErrorCode));
        Assert.InRange((job.FinishedAt - job.CreatedAt)!.Value, TimeSpan.FromSeconds(898), TimeSpan.FromSeconds(900));
    }

    [Fact]
    public async Task An_attempt_may_take_90_minutes_where_its_job_says_so()
    {
        await using JobTestHost host = Host(
            static async (job, time) =>
            {
                await Task.Delay(TimeSpan.FromMinutes(89), time, job.CancellationToken);
                return job.Attempt < 3 ? throw new IOException("Not now.") : "done";
            });

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunLongJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, "done", 3), (job.Status, job.Result, job.Attempt));
        Assert.Equal(TimeSpan.FromMinutes((3 * 89) + 3), job.FinishedAt - job.CreatedAt);
    }

    [Fact]
    public async Task A_method_that_hangs_has_90_minutes_where_its_job_says_so()
    {
        await using JobTestHost host = Host(static (job, _) => Never(job.CancellationToken), static options => options.HangsAfter = TimeSpan.FromMilliseconds(200));

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunLongJob.StartAsync(), Cancelled);

        Assert.Equal(JobStatus.TimedOut, job.Status);
        Assert.InRange((job.FinishedAt - job.CreatedAt)!.Value, TimeSpan.FromSeconds(5398), TimeSpan.FromSeconds(5400));
    }

    [Fact]
    public async Task A_method_that_minds_no_token_is_ended_by_its_timeout_too()
    {
        await using JobTestHost host = Host(static (_, _) => Never(CancellationToken.None), static options => options.HangsAfter = TimeSpan.FromMilliseconds(200));

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal(JobStatus.TimedOut, job.Status);
    }

    [Fact]
    public async Task The_test_says_how_much_time_passes()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using JobTestHost host = Host(
            (job, _) =>
            {
                begun.TrySetResult();
                return Never(job.CancellationToken);
            },
            static options => options.HangsAfter = Timeout.InfiniteTimeSpan);
        JobSnapshot<string> job = await host.StartAsync(() => ScriptedRunJob.StartAsync());
        await begun.Task;

        await host.AdvanceAsync(TimeSpan.FromSeconds(890), Cancelled);
        Assert.Equal(JobStatus.Running, (await host.FindAsync(job.Id, Cancelled))!.Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(10), Cancelled);

        Assert.Equal(JobStatus.TimedOut, (await host.FindAsync(job.Id, Cancelled))!.Status);
        Assert.Equal(TimeSpan.FromSeconds(900), host.Time.GetUtcNow() - job.CreatedAt);
    }

    [Fact]
    public async Task Time_that_the_test_has_pass_waits_for_what_computes()
    {
        await using JobTestHost host = Host(
            static (_, _) =>
            {
                SpinWait.SpinUntil(static () => false, 300);
                return Task.FromResult("computed");
            },
            static options => options.HangsAfter = TimeSpan.FromMilliseconds(50));
        JobSnapshot<string> job = await host.StartAsync(() => ScriptedRunJob.StartAsync());

        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancelled);

        JobRecord end = (await host.FindAsync(job.Id, Cancelled))!;
        Assert.Equal((JobStatus.Succeeded, end.CreatedAt), (end.Status, end.FinishedAt));
    }

    [Fact]
    public async Task Time_stands_still_while_the_test_does_not_wait()
    {
        await using JobTestHost host = Host(static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time, job.CancellationToken);
            return "waited";
        });
        JobSnapshot<string> job = await host.StartAsync(() => ScriptedRunJob.StartAsync());
        JobRecord running = await host.RunUntilAsync(job.Id, static job => job.Status is JobStatus.Running, Cancelled);
        Assert.Equal(running.CreatedAt, host.Time.GetUtcNow());

        using HttpResponseMessage reply = await host.HttpClient.DeleteAsync(new Uri($"/jobs/{job.Id}", UriKind.Relative), Cancelled);
        JobRecord cancelled = await host.RunToEndAsync(job.Id, Cancelled);

        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.True(cancelled.FinishedAt - cancelled.CreatedAt < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_state_that_the_test_waits_for_is_seen_before_time_goes_on()
    {
        await using JobTestHost host = Host(static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time, job.CancellationToken);
            return "waited";
        });

        for (int i = 0; i < 20; i++)
        {
            JobSnapshot<string> job = await host.StartAsync(() => ScriptedRunJob.StartAsync());
            JobRecord running = await host.RunUntilAsync(job.Id, static job => job.Status is JobStatus.Running, Cancelled);
            Assert.Equal(running.StartedAt, host.Time.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_job_that_goes_on_in_other_invocations_ends_with_its_total_time()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);

        JobSnapshot<int> job = await host.RunToEndAsync(() => ImportsRunJob.StartAsync(5), Cancelled);
        Assert.Equal((JobStatus.Succeeded, 5), (job.Status, job.Result));

        JobSnapshot<NoResult> endless = await host.StartAsync(() => ImportsRunSlowlyJob.StartAsync());
        JobRecord end = await host.RunToEndAsync(endless.Id, Cancelled);
        Assert.Equal(JobStatus.TimedOut, end.Status);
        Assert.InRange((end.FinishedAt - end.StartedAt)!.Value, TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
    }

    [Fact]
    public async Task A_job_is_gone_after_its_retention()
    {
        await using JobTestHost host = Host(static (_, _) => Task.FromResult("done"));
        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);
        Uri url = new($"/jobs/{job.Id}", UriKind.Relative);

        await host.AdvanceAsync(TimeSpan.FromHours(23.9), Cancelled);
        using HttpResponseMessage before = await host.HttpClient.GetAsync(url, Cancelled);
        await host.AdvanceAsync(TimeSpan.FromHours(0.2), Cancelled);
        using HttpResponseMessage after = await host.HttpClient.GetAsync(url, Cancelled);

        Assert.Equal((200, 404), ((int)before.StatusCode, (int)after.StatusCode));
    }

    [Fact]
    public async Task What_cannot_end_is_told_at_once()
    {
        await using JobTestHost host = Host(static (_, _) => Task.FromResult("done"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunToEndAsync("7d5b0q3hh8jg3m1w2v9x4k6a0c", Cancelled));
        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunUntilAsync(job.Id, static job => job.Attempt == 2, Cancelled));
        Assert.Contains("nothing is under way", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_does_not_end_is_told_by_name()
    {
        await using JobTestHost host = Host(
            static (job, _) => Never(job.CancellationToken),
            static options => (options.HangsAfter, options.GivesUpAfter) = (Timeout.InfiniteTimeSpan, TimeSpan.FromMilliseconds(300)));

        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(() => host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled));

        Assert.Contains("job 'scripts' waits for something that is not the host's clock", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_time_is_not_spent()
    {
        long begun = Stopwatch.GetTimestamp();
        await using JobTestHost host = Host(static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(14), time, job.CancellationToken);
            return job.Attempt < 3 ? throw new IOException("Not now.") : "done";
        });

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal(TimeSpan.FromMinutes(45), job.FinishedAt - job.CreatedAt);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(14));
    }

    private static JobTestHost Host(Script script, Action<JobTestHostOptions>? configure = null) =>
        JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(script)), configure);

    private static async Task<string> Never(CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return "never";
    }
}
