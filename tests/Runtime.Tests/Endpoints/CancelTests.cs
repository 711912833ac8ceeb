using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

public sealed class CancelTests
{
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_pending_job_is_cancelled_at_once_and_never_runs()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException("It ran.");

        Reply first = await bed.DeleteAsync(id);
        await bed.WorkAsync();
        Reply second = await bed.DeleteAsync(id);

        Assert.Equal((202, "CANCELLED"), (first.StatusCode, first.Status));
        Assert.Equal((200, "CANCELLED"), (second.StatusCode, second.Status));
        Assert.Null(first.RetryAfter);
        Assert.Equal(0, bed.Record(id).Attempt);
    }

    [Fact]
    public async Task A_job_between_two_attempts_is_cancelled_at_once()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();
        await Assert.ThrowsAnyAsync<Exception>(() => bed.WorkAsync());

        await bed.DeleteAsync(id);
        await bed.WorkAsync();

        Assert.Equal((JobStatus.Cancelled, 1, null), (bed.Record(id).Status, bed.Record(id).Attempt, bed.Record(id).Error));
    }

    [Fact]
    public async Task A_running_method_sees_its_token_with_the_next_look()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;
        bed.Store.ClearCalls();

        bed.Clock.Advance(s_poll);
        Assert.False(work.IsCompleted);
        Reply asked = await bed.DeleteAsync(id);
        Reply again = await bed.DeleteAsync(id);
        bed.Clock.Advance(s_poll);
        await work;

        Assert.All([asked, again], reply => Assert.Equal((202, "RUNNING"), (reply.StatusCode, reply.Status)));
        Assert.NotNull(asked.RetryAfter);
        Assert.Equal((JobStatus.Cancelled, null), (bed.Record(id).Status, bed.Record(id).Error));
        Assert.Equal(["get", "get", "RequestCancel", "get", "RequestCancel", "get", "Finish"], bed.Store.Calls);
        JobLogEntry line = Assert.Single(bed.Log.Entries, static entry => entry.Event == "job.finished");
        Assert.Equal((JobLogLevel.Information, null), (line.Level, line.Exception));
        bed.Clock.Advance(s_poll * 10);
        Assert.Equal(7, bed.Store.Calls.Count);
    }

    [Fact]
    public async Task A_cancel_is_seen_from_when_it_is_asked_for_until_the_job_has_ended()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;

        Reply before = await bed.GetAsync(id);
        Reply asked = await bed.DeleteAsync(id);
        Reply read = await bed.GetAsync(id);
        var snapshot = await bed.App.GetAsync(bed.Report, id, TestContext.Current.CancellationToken);
        bed.Clock.Advance(s_poll);
        await work;
        Reply after = await bed.GetAsync(id);

        Assert.All([asked, read], reply => Assert.True((bool?)reply.Body["cancelRequested"]));
        Assert.True(snapshot!.IsCancelRequested);
        Assert.All([before, after], reply => Assert.False(reply.Body.ContainsKey("cancelRequested")));
        Assert.Equal("CANCELLED", after.Status);
    }

    [Fact]
    public async Task A_report_of_progress_sees_it_sooner()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        bed.Plain.Method = async job =>
        {
            await gate.PassAsync();
            await job.ReportProgressAsync(0.5);
            job.CancellationToken.ThrowIfCancellationRequested();
        };
        Task work = bed.WorkAsync(bed.Plain);
        await gate.Reached;

        await bed.DeleteAsync(id);
        gate.Open();
        await work;

        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_method_that_fails_although_it_was_to_stop_is_cancelled_and_not_tried_again()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync();
            throw new InvalidOperationException();
        };
        Task work = bed.WorkAsync();
        await gate.Reached;

        await bed.DeleteAsync(id);
        gate.Open();
        await work;

        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_method_that_is_done_before_it_sees_the_cancel_has_succeeded()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync();
            return "done";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;

        await bed.DeleteAsync(id);
        Assert.Equal("RUNNING", (await bed.GetAsync(id)).Status);
        gate.Open();
        await work;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task The_retry_of_a_job_that_crashed_while_it_was_to_stop_cancels_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("crash", "req-1", bed.Clock.GetUtcNow().AddSeconds(60)), bed.Clock.GetUtcNow());
        await bed.DeleteAsync(id);

        await bed.WorkAsync();
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
        bed.Clock.Advance(TimeSpan.FromSeconds(60));
        await bed.WorkAsync();

        Assert.Equal((JobStatus.Cancelled, 1), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_look_that_fails_is_noted_and_the_next_one_works()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;
        await bed.DeleteAsync(id);

        bed.Store.Before = call => call == "get" ? throw new TimeoutException() : default;
        bed.Clock.Advance(s_poll);
        Assert.Contains("job.cancel-not-read", bed.Log.Events);
        Assert.False(work.IsCompleted);
        bed.Store.Before = null;
        bed.Clock.Advance(s_poll);
        await work;

        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
    }

    [Fact]
    public async Task Without_an_interval_nobody_looks()
    {
        Bed bed = new(cancelPoll: Timeout.InfiniteTimeSpan);
        await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            await gate.PassAsync(job.CancellationToken);
            return "done";
        };
        Task work = bed.WorkAsync();
        await gate.Reached;

        bed.Clock.Advance(TimeSpan.FromSeconds(50));
        gate.Open();
        await work;

        Assert.Equal(["Claim", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_look_that_finds_another_attempt_stops_the_zombie()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt == 1)
                await gate.PassAsync(job.CancellationToken);
            return "attempt " + job.Attempt;
        };
        Task zombie = bed.WorkAsync();
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync();

        bed.Clock.Advance(s_poll);
        await zombie;

        Assert.Equal((JobStatus.Succeeded, 2), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_job_that_goes_on_while_it_is_cancelled_is_asked_to_stop()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bool isClaimed = false;
        bed.Store.Before = call =>
        {
            if (call == "Cancel" && !isClaimed)
            {
                isClaimed = true;
                bed.Store.Force(id, Taken.By("worker", "req-1", bed.Clock.GetUtcNow().AddSeconds(60)), bed.Clock.GetUtcNow());
            }

            return default;
        };

        Reply reply = await bed.DeleteAsync(id);

        Assert.Equal((202, "RUNNING"), (reply.StatusCode, reply.Status));
        Assert.NotNull(bed.Record(id).CancelRequestedAt);
    }
}
