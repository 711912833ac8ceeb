using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Testing;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

/// <summary>Who sends the callback of a job, and what its receiver gets.</summary>
public sealed class CallbackDeliveryTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task The_worker_tells_the_end_of_its_job_signed()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();

        await bed.Bed.WorkAsync();

        ReceivedCallback callback = await bed.Receiver.NextAsync();
        string timestamp = TestClock.Noon.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(("POST", "/jobs/done?token=secret-query", "hooks.example.com"), (callback.Method, callback.Target, callback.Host));
        Assert.Equal("application/json", callback.Headers["content-type"]);
        Assert.Equal((id, timestamp), (callback.Headers["webhook-id"], callback.Headers["webhook-timestamp"]));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. callback.Body];
        Assert.Equal(
            CallbackReceiver.Secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))),
            callback.Headers["webhook-signature"].Split(' '));
        Assert.Equal(("SUCCEEDED", "done"), (callback.Status, (string)callback.Document["result"]!));
        Assert.Equal(["type", "timestamp", "data"], callback.Message.Select(member => member.Key));
        Assert.Equal(("job.succeeded", "2026-03-01T12:00:00.000Z"), ((string)callback.Message["type"]!, (string)callback.Message["timestamp"]!));
        Assert.Equal(["Claim", "Finish", "get", "RecordCallback"], bed.Bed.Store.Calls);
        JobCallback expected = new(CallbackReceiver.Url, JobCallbackStatus.Delivered, 1) { Tries = [new JobCallbackTry(TestClock.Noon, 204, null)] };
        Assert.Equal(expected, bed.Callback(id));
        Assert.Empty(bed.Bed.Delayed.Sent);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_told_is_what_readers_see_but_for_the_callback_itself()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Report.Method = async (_, job) =>
        {
            await job.ReportProgressAsync(0.5, "half");
            return "done";
        };
        await bed.Bed.WorkAsync();

        JsonObject told = (await bed.Receiver.NextAsync()).Document;
        JsonObject read = (await bed.Bed.GetAsync(id)).Body;

        Assert.False(told.ContainsKey("callback"));
        Assert.Equal("""{"status":"DELIVERED","attempts":1}""", read["callback"]!.ToJsonString());
        read.Remove("callback");
        Assert.Equal(read.ToJsonString(), told.ToJsonString());
        Assert.Equal("half", (string)told["progress"]!["message"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task The_log_has_where_it_went_without_the_query()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.StartJobAsync();

        await bed.Bed.WorkAsync();

        JobLogEntry entry = Assert.Single(bed.LoggedCallbacks());
        Assert.Equal(("callback.delivered", JobLogLevel.Information), (entry.Event, entry.Level));
        Assert.Equal("https://hooks.example.com/jobs/done", entry.Url);
        Assert.DoesNotContain(bed.Bed.Log.Entries, logged => $"{logged.Message} {logged.Exception}".Contains("secret-query", StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_without_callback_costs_no_more_than_before()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.Bed.StartAsync();

        await bed.Bed.WorkAsync();

        Assert.Equal(["Claim", "Finish"], bed.Bed.Store.Calls);
        Assert.Equal(0, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task An_attempt_that_fails_is_not_told_but_the_last_one_is()
    {
        PlainJob plain = new() { Method = static _ => throw new InvalidOperationException("No.") };
        await using JobTestHost host = JobTestHost.Create(new JobApp([plain]), static options => options.UseCallbacks([CallbackReceiver.Host]));
        JobStartOptions start = new() { CallbackUrl = new Uri(CallbackReceiver.Url) };
        CancellationToken token = TestContext.Current.CancellationToken;
        string id = (await host.App.StartAsync(plain, new ArgumentWriter(), start, token)).Id;

        JobRecord record = await host.RunToEndAsync(id, token);

        SentCallback sent = Assert.Single(host.Callbacks.Sent);
        Assert.Equal((3, record.FinishedAt), (record.Attempt, sent.SentAt));
        Assert.Equal("job.failed", (string)JsonNode.Parse(sent.Body.Span)!["type"]!);
        Assert.Equal("FAILED", (string)JsonNode.Parse(sent.Body.Span)!["data"]!["status"]!);
        Assert.Equal(JobCallbackStatus.Delivered, record.Callback!.Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_whose_time_is_over_has_time_left_for_its_callback()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.StartJobAsync();
        Gate gate = new();
        InvocationBudget? budget = null;
        bed.Bed.Report.Method = async (_, job) =>
        {
            budget = job.Budget;
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        Task work = bed.Bed.WorkAsync();
        await gate.Reached;

        // Of 60 s, one is the job's reserve and five are for the callback.
        Assert.Equal(TimeSpan.FromSeconds(54), budget!.Remaining);
        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(54));
        await work;

        Assert.Equal("TIMED_OUT", (await bed.Receiver.NextAsync()).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_died_before_the_callback_is_made_up_for_by_the_platform_s_retry()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Store.Before = call => call == "get" ? throw new TimeoutException() : default;
        await Assert.ThrowsAsync<TimeoutException>(() => bed.Bed.WorkAsync());
        Assert.Equal((0, JobCallbackStatus.Pending), (bed.Receiver.Count, bed.Callback(id).Status));
        bed.Bed.Store.Before = null;
        bed.Bed.Report.Method = (_, _) => throw new InvalidOperationException("It is finished.");

        await bed.Bed.WorkAsync();
        await bed.Bed.WorkAsync();

        Assert.Equal("SUCCEEDED", (await bed.Receiver.NextAsync()).Status);
        Assert.Equal((1, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancel_of_a_job_that_waits_is_told_by_the_one_who_cancels()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();

        Reply reply = await bed.Bed.DeleteAsync(id);

        Assert.Equal((202, "CANCELLED", """{"status":"DELIVERED","attempts":1}"""), (reply.StatusCode, reply.Status, reply.Body["callback"]!.ToJsonString()));
        Assert.Equal("CANCELLED", (await bed.Receiver.NextAsync()).Status);
        await bed.Bed.WorkAsync();
        Assert.Equal(1, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_whose_outcome_comes_after_a_cancel_sends_the_callback_that_was_not_taken_then()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Report.Method = (_, _) => throw new InvalidOperationException("No.");
        bool isLost = false;
        bed.Bed.Store.After = call =>
        {
            if (call != "Release" || isLost)
                return default;

            // The record waits for its next attempt then, and a cancel ends it. Nobody else comes: the worker's invocation succeeds.
            isLost = true;
            bed.Bed.Store.Force(id, new JobTransition.Cancel(TestClock.Noon.AddDays(1)), TestClock.Noon);
            throw new TimeoutException("The answer is lost.");
        };

        Task work = bed.Bed.WorkAsync();
        await bed.Bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(50));
        bed.Bed.Clock.Advance(TimeSpan.FromMilliseconds(50));
        await work;

        Assert.Equal("CANCELLED", (await bed.Receiver.NextAsync()).Status);
        Assert.Equal(JobCallbackStatus.Delivered, bed.Callback(id).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_cancels_is_not_kept_waiting_by_a_receiver_that_hangs_and_the_queue_brings_the_next_try()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) => number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
        Task<Reply> cancelling = bed.Bed.DeleteAsync(id);
        await bed.Receiver.NextAsync();

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(5));
        Reply reply = await cancelling;

        Assert.Equal((202, "PENDING", 1), (reply.StatusCode, (string)reply.Body["callback"]!["status"]!, (int)reply.Body["callback"]!["attempts"]!));
        Assert.Equal("2026-03-01T12:00:10.500Z", (string)reply.Body["callback"]!["nextAttemptAt"]!);

        // The worker's event finds it planned.
        await bed.Bed.WorkAsync();
        Assert.Equal(1, bed.Receiver.Count);
        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(5.5));
        Assert.Empty(await bed.Bed.TakeMessagesAsync(Assert.Single(bed.Bed.Delayed.Sent).Message));
        Assert.Equal("CANCELLED", (await bed.Receiver.NextAsync()).Status);
        Assert.Equal((JobCallbackStatus.Delivered, 2), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_queue_the_worker_tries_again_what_was_not_taken_at_a_cancel()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) => number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
        Task<Reply> cancelling = bed.Bed.DeleteAsync(id);
        await bed.Receiver.NextAsync();

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(5));
        Reply reply = await cancelling;

        Assert.Equal((202, """{"status":"PENDING","attempts":1}"""), (reply.StatusCode, reply.Body["callback"]!.ToJsonString()));
        await bed.Bed.WorkAsync();
        Assert.Equal("CANCELLED", (await bed.Receiver.NextAsync()).Status);
        Assert.Equal((JobCallbackStatus.Delivered, 2), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_the_platform_gave_up_is_told_by_settle()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();

        await SettleAsync(bed.Bed);

        Assert.Equal("FAILED", (await bed.Receiver.NextAsync()).Status);
        Assert.Equal(JobCallbackStatus.Delivered, bed.Callback(id).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_lost_job_is_told_by_the_reader_that_finds_it()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Store.Force(id, Taken.By("a", "req-1", TestClock.Noon.AddSeconds(65)), TestClock.Noon);
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(12));

        Reply reply = await bed.Bed.GetAsync(id);

        Assert.Equal(("FAILED", """{"status":"DELIVERED","attempts":1}"""), (reply.Status, reply.Body["callback"]!.ToJsonString()));
        Assert.Equal(JobErrorCodes.Lost, (int)(await bed.Receiver.NextAsync()).Document["error"]!["errorCode"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task A_callback_that_cannot_be_recorded_does_not_fail_the_worker()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Store.Before = call => call == "RecordCallback" ? throw new TimeoutException() : default;

        await bed.Bed.WorkAsync();

        Assert.Equal((1, JobStatus.Succeeded), (bed.Receiver.Count, bed.Bed.Record(id).Status));
        Assert.Contains("callback.not-recorded", bed.Bed.Log.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task A_function_without_configuration_leaves_the_callback_to_others_and_says_so()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Bed other = new();
        other.Store.Put(bed.Bed.Record(id));

        await other.DeleteAsync(id);

        Assert.Equal((0, JobCallbackStatus.Pending), (bed.Receiver.Count, other.Record(id).Callback!.Status));
        Assert.Contains("callback.not-sent", other.Log.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task A_host_that_is_no_longer_allowed_is_not_called()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Bed stricter = new(callbacks: bed.Receiver.Options("other.example.com"));
        stricter.Store.Put(bed.Bed.Record(id));

        await stricter.DeleteAsync(id);

        Assert.Equal((0, JobCallbackStatus.Failed, 0), (bed.Receiver.Count, stricter.Record(id).Callback!.Status, stricter.Record(id).Callback!.Attempts));
    }

    private static async Task SettleAsync(Bed bed)
    {
        JsonObject record = new()
        {
            ["version"] = "1.0",
            ["requestContext"] = new JsonObject { ["requestId"] = "req-1", ["condition"] = "RetriesExhausted" },
            ["requestPayload"] = JsonNode.Parse(bed.Dispatcher.Last),
        };
        using PooledBuffer reply = new();
        await bed.App.SettleAsync(Encoding.UTF8.GetBytes(record.ToJsonString()), bed.Invocation("settle-1"), reply);
    }
}
