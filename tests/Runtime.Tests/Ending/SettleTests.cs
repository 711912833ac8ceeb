using System.Text;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Ending;

public sealed class SettleTests
{
    [Theory]
    [InlineData("RetriesExhausted", "attempt")]
    [InlineData("EventAgeExceeded", "waited")]
    public async Task A_job_whose_event_was_given_up_is_FAILED(string condition, string expected)
    {
        Bed bed = new();
        string id = await bed.StartAsync();

        await SettleAsync(bed, Record(bed, condition: condition));

        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.PlatformGaveUp, "req-1"), (record.Status, record.Error!.ErrorCode, record.Error.RequestId));
        Assert.Contains(expected, record.Error.Message, StringComparison.Ordinal);
        Assert.Equal(["get", "Settle"], bed.Store.Calls);
        Assert.Empty(bed.Delayed.Sent);
        Assert.InRange(record.ExpiresAt, TestClock.Noon.AddHours(24), TestClock.Noon.AddHours(24).AddSeconds(1));
    }

    [Fact]
    public async Task A_job_whose_event_was_given_up_keeps_its_worker_until_the_lease_is_over_and_is_FAILED_then()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);

        await SettleAsync(bed, Record(bed));

        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromSeconds(60), delay);

        bed.Clock.Advance(delay);
        Assert.Empty(await TakeAsync(bed, message));

        Assert.Equal((JobStatus.Failed, JobErrorCodes.PlatformGaveUp), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
        Assert.Equal(["job.accepted", "job.looked-at", "job.later-look", "job.settled"], bed.Log.Events);
    }

    [Fact]
    public async Task An_event_that_was_given_up_leaves_the_worker_of_another_one_alone()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);

        await SettleAsync(bed, Record(bed, requestId: "other"));
        bed.Clock.Advance(TimeSpan.FromSeconds(61));
        await SettleAsync(bed, Record(bed, requestId: "other"));

        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_job_that_waits_for_the_retry_of_another_event_is_left_to_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        await SettleAsync(bed, Record(bed, requestId: "other"));
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        await SettleAsync(bed, Record(bed));

        Assert.Equal(JobStatus.Failed, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_job_whose_caller_wanted_it_to_stop_is_CANCELLED_when_the_lease_of_its_worker_is_over_and_not_before()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        await bed.DeleteAsync(id);

        await SettleAsync(bed, Record(bed));
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
        bed.Clock.Advance(TimeSpan.FromSeconds(60));
        await TakeAsync(bed, Assert.Single(bed.Delayed.Sent).Message);

        Assert.Equal((JobStatus.Cancelled, null), (bed.Record(id).Status, bed.Record(id).Error));
    }

    [Fact]
    public async Task A_table_that_is_down_when_the_platform_gives_up_is_asked_again_later()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Before = _ => throw new IOException("down");

        await SettleAsync(bed, Record(bed));
        bed.Store.Before = null;
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        bed.Clock.Advance(delay);
        await TakeAsync(bed, message);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.PlatformGaveUp), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task Without_a_queue_a_table_that_is_down_fails_the_invocation_so_that_the_platform_asks_again()
    {
        Bed bed = new(hasQueue: false);
        await bed.StartAsync();
        bed.Store.Before = _ => throw new IOException("down");

        await Assert.ThrowsAsync<IOException>(() => SettleAsync(bed, Record(bed)));
    }

    [Fact]
    public async Task What_is_final_stays_as_it_is()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();
        JobRecord before = bed.Record(id);

        await SettleAsync(bed, Record(bed));

        Assert.Equal(before, bed.Record(id));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"requestContext\":{\"requestId\":null,\"condition\":\"RetriesExhausted\"},\"requestPayload\":EVENT}")]
    [InlineData("{\"requestContext\":{\"requestId\":\"r\",\"condition\":\"RetriesExhausted\"},\"requestPayload\":{}}")]
    [InlineData("{\"requestContext\":{\"requestId\":\"r\"},\"requestPayload\":EVENT}")]
    [InlineData("{\"requestContext\":[],\"requestPayload\":EVENT}")]
    public async Task What_is_no_such_record_is_refused(string json)
    {
        Bed bed = new();
        await bed.StartAsync();

        await Assert.ThrowsAsync<JobEventException>(() => SettleAsync(bed, json.Replace("EVENT", Encoding.UTF8.GetString(bed.Dispatcher.Last), StringComparison.Ordinal)));

        Assert.Empty(bed.Store.Calls);
    }

    [Fact]
    public async Task A_start_that_was_repeated_keeps_its_job_for_as_long_as_its_second_event_may_come()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, new JobTransition.Redispatch("again", TestClock.Noon.AddMinutes(40)), TestClock.Noon.AddMinutes(30));
        bed.Store.Force(id, new JobTransition.RecordRedispatch("again", IsSent: true), TestClock.Noon.AddMinutes(31));

        await SettleAsync(bed, Record(bed));
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromMinutes(31) + TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10), delay);
        bed.Clock.Advance(delay);
        Assert.Empty(await TakeAsync(bed, message));

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_start_that_is_repeated_while_settle_is_about_to_end_the_job_keeps_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Once(bed, "Settle", () => bed.Store.Force(id, new JobTransition.Redispatch("again", TestClock.Noon.AddSeconds(10)), TestClock.Noon));

        await SettleAsync(bed, Record(bed));
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        await bed.WorkAsync(invocation: bed.Invocation("req-2"));

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_record_about_an_event_from_before_the_job_says_nothing_of_the_job_that_has_its_id_now()
    {
        Bed bed = new();
        string id = await bed.StartAsync();

        await SettleAsync(bed, Record(bed, at: TestClock.Noon.AddHours(-1)));
        GivenUpEvent old = new("old", 0, IsTooOld: false, TestClock.Noon.AddHours(-1));
        await TakeAsync(bed, new DelayedMessage(id, "reports", TestClock.Noon, old).Write());

        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        Assert.Empty(bed.Delayed.Sent);
    }

    [Fact]
    public async Task A_record_that_is_put_off_keeps_the_time_at_which_the_event_was_given_up()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);

        await SettleAsync(bed, Record(bed, at: TestClock.Noon.AddMinutes(3)));

        using JsonDocument message = JsonDocument.Parse(Assert.Single(bed.Delayed.Sent).Message);
        Assert.Equal(TestClock.Noon.AddMinutes(3), DelayedMessage.Read(message.RootElement).GaveUp!.At);
    }

    [Fact]
    public async Task An_event_in_a_form_that_only_a_newer_version_knows_leaves_its_job_to_a_later_look()
    {
        Bed bed = new();
        string id = await bed.StartAsync();

        await bed.SettleAsync(GivenUp.Record($$"""{"asyncJobs":2,"id":"{{id}}","job":"reports","what":"else"}"""));

        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        Assert.Contains("job.event-unknown", bed.Log.Events);
        Assert.InRange(Assert.Single(bed.Delayed.Sent).Delay, TimeSpan.FromHours(6), TimeSpan.FromHours(7));
    }

    [Fact]
    public async Task A_cancel_between_the_look_at_a_lost_job_and_its_end_is_heeded()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "other", TestClock.Noon.AddSeconds(1)), TestClock.Noon);
        bed.Clock.Advance(TimeSpan.FromMinutes(11));
        Once(bed, "Finish", () => bed.Store.Force(id, new JobTransition.RequestCancel(), bed.Clock.GetUtcNow()));

        await TakeAsync(bed, new DelayedMessage(id, "reports", TestClock.Noon).Write());

        Assert.Equal((JobStatus.Cancelled, null), (bed.Record(id).Status, bed.Record(id).Error));
    }

    [Fact]
    public async Task A_cancel_between_the_read_of_a_lost_job_and_its_end_is_heeded()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "other", TestClock.Noon.AddSeconds(1)), TestClock.Noon);
        bed.Clock.Advance(TimeSpan.FromMinutes(11));
        Once(bed, "Finish", () => bed.Store.Force(id, new JobTransition.RequestCancel(), bed.Clock.GetUtcNow()));

        Assert.Equal("CANCELLED", (await bed.GetAsync(id)).Status);
    }

    [Fact]
    public async Task A_cancel_while_a_worker_that_was_refused_the_job_is_about_to_end_it_is_heeded()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JobTransition.Claim claim = Taken.By("t", "req-1", TestClock.Noon.AddSeconds(1));
        for (int attempt = 1; attempt <= 3; attempt++)
            bed.Store.Force(id, claim with { Lease = claim.Lease with { Token = $"t{attempt}" } }, TestClock.Noon);
        bed.Clock.Advance(TimeSpan.FromSeconds(2));
        Once(bed, "Finish", () => bed.Store.Force(id, new JobTransition.RequestCancel(), bed.Clock.GetUtcNow()));

        await bed.WorkAsync();

        Assert.Equal((JobStatus.Cancelled, null), (bed.Record(id).Status, bed.Record(id).Error));
    }

    private static void Once(Bed bed, string call, Action act)
    {
        bool isDone = false;
        bed.Store.Before = called =>
        {
            if (called == call && !isDone)
            {
                isDone = true;
                act();
            }

            return default;
        };
    }

    private static string Record(Bed bed, string requestId = "req-1", string condition = "RetriesExhausted", DateTimeOffset? at = null) =>
        Encoding.UTF8.GetString(GivenUp.Record(bed.Dispatcher.Last, requestId, condition, at));

    private static async Task SettleAsync(Bed bed, string json)
    {
        using PooledBuffer reply = new();
        await bed.App.SettleAsync(Encoding.UTF8.GetBytes(json), bed.Invocation("settle-1"), reply);
        Assert.Equal("null", Encoding.UTF8.GetString(reply.WrittenSpan));
    }

    private static Task<string[]> TakeAsync(Bed bed, params string[] messages) => bed.TakeMessagesAsync(messages);
}
