using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>Code waits for a job that it knows by its id.</summary>
public sealed class WaitTests
{
    private static readonly string s_unknown = new('0', 26);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_job_is_given_at_its_end_with_its_result()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);

        JobSnapshot<int>? ended = await PartsPartJob.WaitAsync(started.Id, cancellationToken: Cancelled);

        Assert.Equal((JobStatus.Succeeded, 7), (ended!.Status, ended.Result));
        Assert.InRange(host.Time.GetUtcNow() - ended.FinishedAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(12.5));
    }

    [Fact]
    public async Task A_job_that_ends_soon_is_seen_soon()
    {
        await using JobTestHost host = Host(TimeSpan.FromSeconds(1));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);

        JobSnapshot<int>? ended = await PartsPartJob.WaitAsync(started.Id, cancellationToken: Cancelled);

        Assert.InRange(host.Time.GetUtcNow() - ended!.FinishedAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task The_end_of_the_time_cannot_be_overlooked_and_the_job_goes_on()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);

        JobWaitTimeoutException timeout = await Assert.ThrowsAsync<JobWaitTimeoutException>(
            () => PartsPartJob.WaitAsync(started.Id, TimeSpan.FromSeconds(30), Cancelled));

        Assert.Equal((started.Id, started.Id, JobStatus.Running, 30), (timeout.Id, timeout.Snapshot!.Id, timeout.Snapshot.Status, timeout.Waited.TotalSeconds));
        Assert.StartsWith($"The job {started.Id} is RUNNING after a wait of 30 s, and the time to wait for it is up. It goes on.", timeout.Message, StringComparison.Ordinal);
        Assert.Equal(7, (await host.RunToEndAsync(started, Cancelled)).Result);
    }

    [Fact]
    public async Task No_time_is_one_look()
    {
        await using JobTestHost host = Host(TimeSpan.Zero);
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await host.RunToEndAsync(() => PartsPartJob.StartAsync(7), Cancelled);

        Assert.Equal(7, (await PartsPartJob.WaitAsync(started.Id, TimeSpan.Zero, Cancelled))!.Result);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PartsPartJob.WaitAsync(started.Id, TimeSpan.FromSeconds(-1), Cancelled));
    }

    [Fact]
    public async Task There_is_nothing_to_wait_for_where_there_is_no_such_job()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);

        Assert.Null(await PartsPartJob.WaitAsync(s_unknown, cancellationToken: Cancelled));
        Assert.Null(await PartsWholeJob.WaitAsync(started.Id, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Who_waits_can_give_up()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);
        using CancellationTokenSource giving = new(TimeSpan.FromSeconds(10), host.Time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PartsPartJob.WaitAsync(started.Id, cancellationToken: giving.Token));
    }

    [Fact]
    public async Task A_table_that_is_down_for_a_moment_does_not_end_the_wait()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        using EnteredApp entered = host.App.Enter();
        JobSnapshot<int> started = await PartsPartJob.StartAsync(7, cancellationToken: Cancelled);
        await host.RunUntilAsync(started.Id, static job => job.Status is JobStatus.Running, Cancelled);
        host.Faults.ThrottleTable(4);

        JobSnapshot<int>? ended = await PartsPartJob.WaitAsync(started.Id, cancellationToken: Cancelled);

        Assert.Equal(7, ended!.Result);
        Assert.Contains(host.Log, static entry => entry.Event == "job.wait-not-read");
    }

    [Fact]
    public async Task In_a_job_the_budget_ends_the_wait_with_time_to_spare()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        JobSnapshot<int> part = await host.StartAsync(() => PartsPartJob.StartAsync(7));

        JobSnapshot<string> wait = await host.RunToEndAsync(() => PartsWaitJob.StartAsync(part.Id, true), Cancelled);

        Assert.Equal("Running with 6 s left", wait.Result);
    }

    [Fact]
    public async Task A_job_that_lets_it_pass_has_failed_and_is_not_timed_out()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        JobSnapshot<int> part = await host.StartAsync(() => PartsPartJob.StartAsync(7));

        JobSnapshot<string> wait = await host.RunToEndAsync(() => PartsWaitJob.StartAsync(part.Id, false), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.MethodFailed), (wait.Status, wait.Error!.ErrorCode));
    }

    [Fact]
    public async Task A_cancel_from_code_says_where_the_job_stands()
    {
        await using JobTestHost host = Host(TimeSpan.FromMinutes(5));
        host.Faults.DelayEvents(TimeSpan.FromMinutes(1));
        JobSnapshot<int> waiting = await host.StartAsync(() => PartsPartJob.StartAsync(1));
        JobSnapshot<int> running = await host.StartAsync(() => PartsPartJob.StartAsync(2));
        await host.RunUntilAsync(running.Id, static job => job.Status is JobStatus.Running, Cancelled);

        Assert.Equal(JobStatus.Cancelled, await host.App.CancelAsync(waiting.Id, Cancelled));
        Assert.Equal(JobStatus.Running, await host.App.CancelAsync(running.Id, Cancelled));
        Assert.Equal(JobStatus.Cancelled, (await host.RunToEndAsync(running, Cancelled)).Status);
        Assert.Equal(JobStatus.Cancelled, await host.App.CancelAsync(running.Id, Cancelled));
        Assert.Null(await host.App.CancelAsync(s_unknown, Cancelled));
    }

    private static JobTestHost Host(TimeSpan time)
    {
        PartPlan plan = new()
        {
            Part = async (number, job, clock) =>
            {
                await Task.Delay(time, clock, job.CancellationToken);
                return number;
            },
        };
        return JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(plan)));
    }
}
