using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Jobs;

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

    private static string Record(Bed bed, string requestId = "req-1", string condition = "RetriesExhausted") => $$"""
        {
          "version": "1.0",
          "timestamp": "2026-03-01T12:05:00.000Z",
          "requestContext": {
            "requestId": "{{requestId}}",
            "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:reports-work:$LATEST",
            "condition": "{{condition}}",
            "approximateInvokeCount": 3
          },
          "requestPayload": {{Encoding.UTF8.GetString(bed.Dispatcher.Last)}},
          "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
          "responsePayload": { "errorMessage": "…", "errorType": "System.Exception" }
        }
        """;

    private static async Task SettleAsync(Bed bed, string json)
    {
        using PooledBuffer reply = new();
        await bed.App.SettleAsync(Encoding.UTF8.GetBytes(json), bed.Invocation("settle-1"), reply);
        Assert.Equal("null", Encoding.UTF8.GetString(reply.WrittenSpan));
    }

    private static Task<string[]> TakeAsync(Bed bed, params string[] messages) => bed.TakeMessagesAsync(messages);
}
