using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

/// <summary>POST of a job's URL with /callback, and the same by an operator.</summary>
public sealed class RedeliveryTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [MemberData(nameof(SampleEvent.All), MemberType = typeof(SampleEvent))]
    public async Task A_callback_that_was_delivered_is_sent_again_under_the_same_id(string name)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        Reply started = await bed.Bed.AcceptAsync(SampleEvent.Read(name, root => AddUrl(root)));
        await bed.Bed.WorkAsync();
        ReceivedCallback first = await bed.Receiver.NextAsync();

        Reply reply = await bed.Bed.StatusAsync(SampleEvent.Bodyless(name, "POST", $"/jobs/{started.Id}/callback"));

        Assert.Equal((200, """{"status":"DELIVERED","attempts":2}"""), (reply.StatusCode, reply.Body["callback"]!.ToJsonString()));
        ReceivedCallback second = await bed.Receiver.NextAsync();
        Assert.Equal((first.Headers["webhook-id"], Convert.ToBase64String(first.Body)), (second.Headers["webhook-id"], Convert.ToBase64String(second.Body)));
        Assert.Equal(2, bed.Callback(started.Id).Tries.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_was_given_up_begins_its_schedule_anew()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await GiveUpAsync(bed);
        Refuse(bed, 503);

        Reply reply = await RedeliverAsync(bed, id);

        Assert.Equal((202, "PENDING", 2), (reply.StatusCode, (string)reply.Body["callback"]!["status"]!, (int)reply.Body["callback"]!["attempts"]!));
        Assert.Equal("2026-03-01T12:02:00.000Z", (string)reply.Body["callback"]!["nextAttemptAt"]!);
        (string message, TimeSpan delay) = Assert.Single(bed.Bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromMinutes(2), delay);
        for (int more = 3; more <= 11; more++)
        {
            bed.Bed.Clock.Advance(bed.Callback(id).NextAt!.Value - bed.Bed.Clock.GetUtcNow());
            Assert.Equal(more < 11 ? ["m0"] : [], await bed.Bed.TakeMessagesAsync(message));
        }

        // One try before, and ten of the new schedule.
        Assert.Equal((JobCallbackStatus.Failed, 11), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_waits_for_its_next_try_is_sent_at_once()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        Task work = bed.Bed.WorkAsync();
        await bed.PassPausesAsync(5.5);
        await work;
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;

        Reply reply = await RedeliverAsync(bed, id);

        Assert.Equal((200, "DELIVERED"), (reply.StatusCode, (string)reply.Body["callback"]!["status"]!));

        // The messages of both schedules find nothing to do.
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await bed.Bed.TakeMessagesAsync([.. bed.Bed.Delayed.Sent.Select(sent => sent.Message)]));
        Assert.Equal(3, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task However_often_it_is_not_taken_one_message_brings_the_later_tries()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        Task work = bed.Bed.WorkAsync();
        await bed.PassPausesAsync(5.5);
        await work;
        for (int i = 0; i < 3; i++)
            Assert.Equal(202, (await RedeliverAsync(bed, id)).StatusCode);
        string[] messages = [.. bed.Bed.Delayed.Sent.Select(sent => sent.Message)];
        Assert.Equal(4, messages.Length);
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(6));

        // That of the worker and those of the first two redeliveries end, although a try is due.
        Assert.Empty(await bed.Bed.TakeMessagesAsync(messages[..3]));
        Assert.Equal(5, bed.Receiver.Count);

        for (int more = 2; more <= 10; more++)
        {
            Assert.Equal(more < 10 ? ["m0"] : [], await bed.Bed.TakeMessagesAsync(messages[3]));
            if (more < 10)
                bed.Bed.Clock.Advance(bed.Callback(id).NextAt!.Value - bed.Bed.Clock.GetUtcNow());
        }

        Assert.Equal((14, JobCallbackStatus.Failed), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_is_refused_leaves_the_tries_to_the_message_of_before()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        Task work = bed.Bed.WorkAsync();
        await bed.PassPausesAsync(5.5);
        await work;
        bed.Bed.Store.Before = call => call == "ClaimCallback" ? throw new TimeoutException() : default;
        Assert.Equal(503, (await RedeliverAsync(bed, id)).StatusCode);
        bed.Bed.Store.Before = null;
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(6));
        string[] messages = [.. bed.Bed.Delayed.Sent.Select(sent => sent.Message)];
        Assert.Equal(2, messages.Length);

        Assert.Empty(await bed.Bed.TakeMessagesAsync(messages[1]));
        Assert.Equal(2, bed.Receiver.Count);
        Assert.Empty(await bed.Bed.TakeMessagesAsync(messages[0]));

        Assert.Equal((3, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_queue_it_is_tried_once()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await GiveUpAsync(bed);
        Refuse(bed, 503);

        Reply reply = await RedeliverAsync(bed, id);

        Assert.Equal((200, """{"status":"FAILED","attempts":2}"""), (reply.StatusCode, reply.Body["callback"]!.ToJsonString()));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_two_requests_at_once_one_sends_it()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await GiveUpAsync(bed);
        TaskCompletionSource answered = new();
        bed.Receiver.Answer = (_, _) => answered.Task;
        Task<Reply> first = RedeliverAsync(bed, id);
        await bed.Receiver.NextAsync();
        await bed.Receiver.NextAsync();

        Reply second = await RedeliverAsync(bed, id);

        Assert.Equal((409, JobErrorCodes.CallbackUnderWay, "120"), (second.StatusCode, second.ErrorCode, second.Header("retry-after")));
        Reply purge = await PurgeAsync(bed, id);
        Assert.Equal((409, "120"), (purge.StatusCode, purge.Header("retry-after")));
        answered.SetResult();
        Assert.Equal(200, (await first).StatusCode);
        Assert.Equal(2, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_function_that_dies_with_it_leaves_it_to_the_message_that_it_sent_before()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await GiveUpAsync(bed);
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        bed.Bed.Store.Before = call => call == "RecordCallback" ? throw new TimeoutException() : default;
        await RedeliverAsync(bed, id);
        bed.Bed.Store.Before = null;
        Assert.Equal(JobCallbackStatus.Pending, bed.Callback(id).Status);

        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await bed.Bed.TakeMessagesAsync(Assert.Single(bed.Bed.Delayed.Sent).Message));

        Assert.Equal((3, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task A_queue_that_does_not_take_the_message_is_503_and_nothing_is_sent()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await GiveUpAsync(bed);
        bed.Bed.Delayed.Failure = new TimeoutException();

        Reply reply = await RedeliverAsync(bed, id);

        Assert.Equal((503, 1, JobCallbackStatus.Failed), (reply.StatusCode, bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task While_whoever_ended_the_job_may_still_send_it_nobody_else_does()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Bed.Store.Before = call => call == "get" ? throw new TimeoutException() : default;
        await Assert.ThrowsAsync<TimeoutException>(() => bed.Bed.WorkAsync());
        bed.Bed.Store.Before = null;

        Reply soon = await RedeliverAsync(bed, id);
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(15));
        Reply later = await RedeliverAsync(bed, id);

        Assert.Equal((409, "900"), (soon.StatusCode, soon.Header("retry-after")));
        Assert.Equal(200, later.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task What_cannot_be_sent_is_409_and_other_methods_405()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Reply early = await RedeliverAsync(bed, id);
        string without = await bed.Bed.StartAsync();
        await bed.Bed.WorkAsync();
        Reply none = await RedeliverAsync(bed, without);
        Reply get = await bed.Bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", $"/jobs/{id}/callback"));

        Assert.Equal((409, JobErrorCodes.NotFinished), (early.StatusCode, early.ErrorCode));
        Assert.Equal((409, JobErrorCodes.NoCallback), (none.StatusCode, none.ErrorCode));
        Assert.Equal((405, "POST"), (get.StatusCode, get.Header("allow")));
    }

    [Fact(Timeout = Patience)]
    public async Task Another_caller_s_job_is_not_there()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        Reply started = await bed.Bed.AcceptAsync(CallbackBed.Request(change: root => Authorize(root, "anna")));
        await bed.Bed.WorkAsync();

        Reply theirs = await bed.Bed.StatusAsync(Post(started.Id, "bert"));
        Reply unknown = await bed.Bed.StatusAsync(Post("7d5b0q3hh8jg3m1w2v9x4k6a0c", "bert"));
        Reply own = await bed.Bed.StatusAsync(Post(started.Id, "anna"));

        Assert.Equal((404, 404, 200), (theirs.StatusCode, unknown.StatusCode, own.StatusCode));
        Assert.Equal(2, bed.Receiver.Count);

        static byte[] Post(string id, string caller) =>
            SampleEvent.Bodyless(SampleEvent.HttpApi, "POST", $"/jobs/{id}/callback", root => Authorize(root, caller));

        static void Authorize(JsonObject root, string caller) => root["requestContext"]!["authorizer"] = JsonNode.Parse(
            $$$"""{"jwt":{"claims":{"iss":"https://id.example","sub":"{{{caller}}}"},"scopes":null}}""");
    }

    [Fact(Timeout = Patience)]
    public async Task Where_callbacks_are_not_enabled_there_is_no_such_path()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();

        Assert.Equal(404, (await bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{id}/callback"))).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task The_function_of_all_requests_has_the_path_too_and_browsers_may_ask_for_it()
    {
        await using CallbackReceiver receiver = await CallbackReceiver.StartAsync();
        Bed bed = new(callbacks: receiver.Options(), cors: ["https://app.example.com"]);
        Reply started = await bed.AcceptAsync(CallbackBed.Request());
        await bed.WorkAsync();

        Reply reply = await bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{started.Id}/callback"));
        Reply preflight = await bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "OPTIONS", $"/jobs/{started.Id}/callback", root =>
        {
            root["headers"]!["origin"] = "https://app.example.com";
            root["headers"]!["access-control-request-method"] = "POST";
        }));

        Assert.Equal(200, reply.StatusCode);
        Assert.Equal(204, preflight.StatusCode);
        Assert.Contains("POST", preflight.Header("access-control-allow-methods"), StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData(204, "delivered", null)]
    [InlineData(503, "notDelivered", "The receiver answered with 503. It is tried again at 2026-03-01T12:02:00.000Z.")]
    [InlineData(410, "notDelivered", "The receiver answered with 410. It is not tried again.")]
    public async Task An_operator_has_it_sent_too(int status, string outcome, string? reason)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await GiveUpAsync(bed);
        Refuse(bed, status);

        JsonNode reply = await CommandAsync(bed, id);

        Assert.Equal((outcome, reason), ((string)reply["outcome"]!, (string?)reply["reason"]));
    }

    [Fact(Timeout = Patience)]
    public async Task An_operator_is_told_why_it_is_not_sent()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string without = await bed.Bed.StartAsync();
        await bed.Bed.WorkAsync();

        Assert.Equal("notFinished", (string)(await CommandAsync(bed, id))["outcome"]!);
        Assert.Equal("noCallback", (string)(await CommandAsync(bed, without))["outcome"]!);
        Assert.Equal("notFound", (string)(await CommandAsync(bed, "7d5b0q3hh8jg3m1w2v9x4k6a0c"))["outcome"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_is_gone_is_told_as_gone_and_the_reply_does_not_ask_to_try_again()
    {
        TestPayloads payloads = new();
        await using CallbackBed bed = await CallbackBed.StartAsync(payloads: payloads);
        string id = await bed.StartJobAsync();
        bed.Bed.Report.Method = (_, _) => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_500_000)));
        await bed.Bed.WorkAsync();
        JsonNode kept = JsonNode.Parse((await bed.Receiver.NextAsync()).Body)!["data"]!;
        payloads.Kept.Clear();

        Reply reply = await RedeliverAsync(bed, id);

        JsonNode gone = JsonNode.Parse((await bed.Receiver.NextAsync()).Body)!["data"]!;
        Assert.Equal((2_000_000, null), (((string)kept["result"]!).Length, kept["resultGone"]));
        Assert.Equal((true, "null", true), (gone.AsObject().ContainsKey("result"), gone["result"]?.ToJsonString() ?? "null", (bool)gone["resultGone"]!));
        Assert.Equal((200, "DELIVERED", null), (reply.StatusCode, (string)reply.Body["callback"]!["status"]!, reply.Body["result"]));
        Assert.Contains("job.result-not-read", bed.Bed.Log.Events);
    }

    private static void AddUrl(JsonObject root)
    {
        if (root["headers"] is JsonObject headers)
            headers["x-callback-url"] = CallbackReceiver.Url;
        if (root["multiValueHeaders"] is JsonObject several)
            several["x-callback-url"] = new JsonArray(CallbackReceiver.Url);
    }

    private static void Refuse(CallbackBed bed, int status) => bed.Receiver.Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Has a callback given up after one try.</summary>
    private static async Task<string> GiveUpAsync(CallbackBed bed)
    {
        string id = await bed.StartJobAsync();
        Refuse(bed, 410);
        await bed.Bed.WorkAsync();
        Assert.Equal((JobCallbackStatus.Failed, 1), (bed.Callback(id).Status, bed.Callback(id).Attempts));
        return id;
    }

    private static Task<Reply> RedeliverAsync(CallbackBed bed, string id) =>
        bed.Bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{id}/callback"));

    private static async Task<Reply> PurgeAsync(CallbackBed bed, string id)
    {
        Bed other = new(callbacks: bed.Receiver.Options(), clock: bed.Bed.Clock, allowsPurge: true);
        other.Store.Put(bed.Bed.Record(id));
        return await other.DeleteAsync(id, root => root["rawQueryString"] = "purge");
    }

    private static async Task<JsonNode> CommandAsync(CallbackBed bed, string id)
    {
        using PooledBuffer reply = new();
        byte[] command = System.Text.Encoding.UTF8.GetBytes($$$"""{"asyncJobsOperator":{"action":"redeliver","id":"{{{id}}}"}}""");
        await bed.Bed.App.StatusAsync(command, bed.Bed.Invocation("operator-1"), reply);
        return JsonNode.Parse(reply.WrittenSpan)!;
    }
}
