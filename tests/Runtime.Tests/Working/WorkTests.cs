using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Testing;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

public sealed class WorkTests
{
    [Fact]
    public async Task A_job_costs_three_writes_and_one_read_a_poll()
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));
        await bed.WorkAsync();
        Reply done = await bed.GetAsync(accepted.Id);

        Assert.Equal(["create", "Claim", "Finish", "get"], bed.Store.Calls);
        Assert.Equal((200, "SUCCEEDED", "done"), (done.StatusCode, done.Status, (string)done.Body["result"]!));
        Assert.Null(done.RetryAfter);
        Assert.Equal(["job.accepted", "job.finished"], bed.Log.Events);
    }

    [Fact]
    public async Task The_record_tells_when_it_all_was()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) =>
        {
            bed.Clock.Advance(TimeSpan.FromMilliseconds(1500));
            return new("done");
        };
        bed.Clock.Advance(TimeSpan.FromMilliseconds(2));
        await bed.WorkAsync();

        Reply done = await bed.GetAsync(id);

        Assert.Equal("2026-03-01T12:00:00.000Z", (string)done.Body["createdAt"]!);
        Assert.Equal("2026-03-01T12:00:00.002Z", (string)done.Body["startedAt"]!);
        Assert.Equal("2026-03-01T12:00:01.502Z", (string)done.Body["finishedAt"]!);
        Assert.InRange(bed.Record(id).ExpiresAt, bed.Clock.GetUtcNow().AddHours(24), bed.Clock.GetUtcNow().AddHours(24).AddSeconds(1));
    }

    [Fact]
    public async Task The_method_knows_its_job()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        (string, string, int, string)? seen = null;
        bed.Plain.Method = job =>
        {
            seen = (job.Id, job.JobName, job.Attempt, job.RequestId);
            Assert.Same(job.Budget, InvocationBudget.Current);
            return default;
        };

        await bed.WorkAsync(bed.Plain, bed.Invocation("r-7"));

        Assert.Equal((id, "plain", 1, "r-7"), seen);
        Assert.Same(InvocationBudget.None, InvocationBudget.Current);
    }

    [Fact]
    public async Task A_method_that_returns_nothing_has_no_result()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);

        await bed.WorkAsync(bed.Plain);

        Reply done = await bed.GetAsync(id);
        Assert.Equal("SUCCEEDED", done.Status);
        Assert.True(done.Body.ContainsKey("result"));
        Assert.Null(done.Body["result"]);
    }

    [Fact]
    public async Task The_invocations_reply_is_JSON()
    {
        Bed bed = new();
        await bed.StartAsync();
        using PooledBuffer reply = new();

        await bed.App.WorkAsync(bed.Report, bed.Dispatcher.Last, bed.Invocation(), reply);

        Assert.Equal("null", Encoding.UTF8.GetString(reply.WrittenSpan));
    }

    [Fact]
    public async Task An_exception_leads_to_another_attempt_and_the_last_one_to_FAILED()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, job) => throw new InvalidOperationException("secret " + job.Attempt);

        for (int attempt = 1; attempt <= 2; attempt++)
        {
            JobAttemptFailedException failed = await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());
            Assert.DoesNotContain("secret", failed.ToString(), StringComparison.Ordinal);
            Assert.Contains(bed.Log.Entries, entry => entry.Exception?.Message == "secret " + attempt);
            Reply between = await bed.GetAsync(id);
            Assert.Equal(("PENDING", attempt, JobErrorCodes.MethodFailed), (between.Status, (int)between.Body["attempt"]!, (int)between.Body["error"]!["errorCode"]!));
            Assert.NotNull(between.RetryAfter);
        }

        await bed.WorkAsync();

        Reply done = await bed.GetAsync(id);
        Assert.Equal((200, "FAILED", 3), (done.StatusCode, done.Status, (int)done.Body["attempt"]!));
        Assert.Equal("req-1", (string)done.Body["error"]!["requestId"]!);
        Assert.DoesNotContain("secret", done.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(bed.Log.Entries, entry => entry.Exception?.Message == "secret 3");
        await bed.WorkAsync();
        Assert.Equal(3, bed.Record(id).Attempt);
    }

    [Fact]
    public async Task A_later_attempt_may_succeed_and_clears_the_error()
    {
        PlainJob plain = new() { Method = static job => job.Attempt == 1 ? throw new InvalidOperationException() : default };
        await using JobTestHost host = JobTestHost.Create(new JobApp([plain]));
        CancellationToken token = TestContext.Current.CancellationToken;
        string id = (await host.App.StartAsync(plain, new ArgumentWriter(), null, token)).Id;

        JobRecord between = await host.RunUntilAsync(id, static job => job is { Attempt: 1, Status: JobStatus.Pending }, token);
        JobRecord record = await host.RunToEndAsync(id, token);

        Assert.Equal(JobErrorCodes.MethodFailed, between.Error!.ErrorCode);
        Assert.Equal((JobStatus.Succeeded, 2, null), (record.Status, record.Attempt, record.Error));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new OperationCanceledException();

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_JobException_tells_its_code_and_message()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new JobException(12345, "The \"quota\" is used up.", new InvalidOperationException("secret"));

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        JobRecord record = bed.Record(id);
        Assert.Equal(JobStatus.Pending, record.Status);
        Assert.Equal(new JobError(12345, "The \"quota\" is used up.", "req-1"), record.Error);
        Assert.DoesNotContain("secret", (await bed.GetAsync(id)).Envelope.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JobException_can_rule_another_attempt_out()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new JobException(12345, "No.") { Retry = false };

        await bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, 12345), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public void Codes_under_10000_are_not_the_applications() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JobException(9999, "No."));


    [Theory]
    [InlineData("route.name")]
    [InlineData("query.count")]
    [InlineData("body")]
    public async Task An_input_that_another_version_wrote_is_a_failure_at_once(string missing)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JsonObject sent = JsonNode.Parse(bed.Dispatcher.Last)!.AsObject();
        sent["args"]!.AsObject().Remove(missing);
        using PooledBuffer reply = new();

        await bed.App.WorkAsync(bed.Report, Encoding.UTF8.GetBytes(sent.ToJsonString()), bed.Invocation(), reply);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.InputUnreadable), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task The_event_of_another_job_is_refused_before_anything_is_written()
    {
        Bed bed = new();
        await bed.StartAsync();

        await Assert.ThrowsAsync<JobEventException>(() => bed.WorkAsync(bed.Plain));

        Assert.Empty(bed.Store.Calls);
    }

    [Fact]
    public async Task A_duplicate_of_a_finished_jobs_event_does_nothing()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        int calls = 0;
        bed.Report.Method = (_, _) => new("call " + ++calls);
        await bed.WorkAsync();
        JobRecord before = bed.Record(id);

        await bed.WorkAsync();
        await bed.WorkAsync(invocation: bed.Invocation("other"));

        Assert.Equal(1, calls);
        Assert.Equal(before, bed.Record(id));
    }

    [Fact]
    public async Task A_duplicate_under_another_request_finds_the_claim_taken()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, _) =>
        {
            await gate.PassAsync();
            return "first";
        };
        Task first = bed.WorkAsync();
        await gate.Reached;

        await bed.WorkAsync(invocation: bed.Invocation("other"));
        gate.Open();
        await first;

        Assert.Equal((JobStatus.Succeeded, 1), (bed.Record(id).Status, bed.Record(id).Attempt));
        Assert.Equal(["job.accepted", "job.later-look", "job.not-claimed", "job.finished"], bed.Log.Events);
    }

    [Fact]
    public async Task A_duplicate_under_the_same_request_does_nothing_as_long_as_it_cannot_be_the_platforms_retry()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, _) =>
        {
            await gate.PassAsync();
            return "first";
        };
        Task first = bed.WorkAsync();
        await gate.Reached;

        await bed.WorkAsync();
        bed.Clock.Advance(Bed.RetryTime - TimeSpan.FromMilliseconds(1));
        await bed.WorkAsync();
        gate.Open();
        await first;

        Assert.Equal((JobStatus.Succeeded, 1), (bed.Record(id).Status, bed.Record(id).Attempt));
        Assert.Equal(["job.accepted", "job.later-look", "job.not-claimed", "job.later-look", "job.not-claimed", "job.finished"], bed.Log.Events);
    }

    [Fact]
    public async Task The_event_of_a_job_that_is_gone_does_nothing()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.Store.DeleteUndispatchedAsync(id, TestContext.Current.CancellationToken);
        bed.Report.Method = (_, _) => throw new InvalidOperationException("It ran.");

        await bed.WorkAsync();

        Assert.Null(bed.Store.Peek(id));
    }

    [Fact]
    public async Task The_platforms_retry_takes_over_at_once_and_the_zombies_outcome_is_refused()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt == 1)
                await gate.PassAsync();
            return "attempt " + job.Attempt;
        };
        Task zombie = bed.WorkAsync();
        await gate.Reached;

        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync();
        gate.Open();
        await zombie;

        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.Succeeded, 2, "\"attempt 2\""), (record.Status, record.Attempt, Encoding.UTF8.GetString(record.Result.Span)));
        Assert.Equal("job.outcome-refused", bed.Log.Events.Last());
    }

    [Fact]
    public async Task A_zombie_that_fails_does_not_fail_the_invocation()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt > 1)
                return "second";
            await gate.PassAsync();
            throw new InvalidOperationException();
        };
        Task zombie = bed.WorkAsync();
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync();
        gate.Open();

        await zombie;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task Another_request_takes_over_only_when_the_lease_is_over()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("gone", "req-0", bed.Clock.GetUtcNow().AddSeconds(30)), bed.Clock.GetUtcNow());

        await bed.WorkAsync();
        Assert.Equal((JobStatus.Running, 1), (bed.Record(id).Status, bed.Record(id).Attempt));
        bed.Clock.Advance(TimeSpan.FromSeconds(30));
        await bed.WorkAsync();

        Assert.Equal((JobStatus.Succeeded, 2), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task When_the_attempts_are_used_up_by_crashes_the_next_event_says_so()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        for (int attempt = 1; attempt <= 3; attempt++)
            bed.Store.Force(id, Taken.By("crash-" + attempt, "req-1", bed.Clock.GetUtcNow().AddSeconds(30)), bed.Clock.GetUtcNow());

        await bed.WorkAsync();
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
        bed.Clock.Advance(TimeSpan.FromSeconds(30));
        await bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task The_lease_ends_a_little_after_the_deadline()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) =>
        {
            Assert.Equal(bed.Clock.GetUtcNow().AddSeconds(65), bed.Record(id).Lease!.Until);
            return new("done");
        };

        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    // Nobody ends such an invocation, as in a test of a class library's handlers.
    [Theory]
    [InlineData(60, 900)]
    [InlineData(900, 900)]
    [InlineData(5400, 5400)]
    public async Task Without_a_deadline_the_lease_lasts_as_long_as_the_longest_attempt(int timeoutSeconds, int leaseSeconds)
    {
        Bed bed = new(plain: new PlainJob { TimeoutSeconds = timeoutSeconds });
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = _ =>
        {
            Assert.Equal(bed.Clock.GetUtcNow().AddSeconds(leaseSeconds), bed.Record(id).Lease!.Until);
            return default;
        };

        await bed.WorkAsync(bed.Plain, new Invocation { RequestId = "req-1" });

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task An_attempt_of_90_minutes_that_begins_as_late_as_it_can_finds_its_job_to_the_end()
    {
        Bed bed = new(plain: new PlainJob { TimeoutSeconds = 5400, RetentionHours = 1 }, cancelPoll: Timeout.InfiniteTimeSpan);
        string id = await bed.StartAsync(bed.Plain);
        bed.Clock.Advance(TimeSpan.FromHours(6));
        bed.Plain.Method = async job =>
        {
            Assert.Equal(TimeSpan.FromSeconds(5399), job.Budget.Remaining);
            bed.Clock.Advance(TimeSpan.FromSeconds(5398));
            Assert.Equal("RUNNING", (await bed.GetAsync(id)).Status);
        };

        await bed.WorkAsync(bed.Plain, bed.Invocation(time: TimeSpan.FromSeconds(5400)));

        Assert.Equal("SUCCEEDED", (await bed.GetAsync(id)).Status);
        bed.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("SUCCEEDED", (await bed.GetAsync(id)).Status);
    }
}
