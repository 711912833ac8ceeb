using System.Text.Json.Nodes;
using AsyncJobs.Callbacks;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

/// <summary>The tries of a callback over three days, which messages of the jobs' queue bring. Each pause is the longest that the jitter gives.</summary>
public sealed class CallbackScheduleTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    // Of Standard Webhooks, in seconds.
    private static readonly double[] s_pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    [Fact(Timeout = Patience)]
    public async Task A_callback_is_tried_ten_times_over_three_days_and_no_function_waits()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);

        await WorkAsync(bed);

        // The worker has tried twice and sent one message, which comes again and again.
        Assert.Equal((2, JobCallbackStatus.Pending, 2), (bed.Receiver.Count, bed.Callback(id).Status, bed.Callback(id).Attempts));
        (string message, TimeSpan delay) = Assert.Single(bed.Bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromSeconds(330), delay);
        Assert.Equal("callback", (string)JsonNode.Parse(message)!["kind"]!);
        for (int more = 3; more <= 10; more++)
        {
            Assert.True(bed.Bed.Record(id).ExpiresAt >= bed.Callback(id).NextAt!.Value.AddHours(24), "The job has to be there for whoever looks.");
            bed.Bed.Clock.Advance(bed.Callback(id).NextAt!.Value - bed.Bed.Clock.GetUtcNow());
            Assert.Equal(more < 10 ? ["m0"] : [], await bed.Bed.TakeMessagesAsync(message));
            Assert.Equal(more, bed.Receiver.Count);
        }

        Assert.Single(bed.Bed.Delayed.Sent);
        Assert.Equal((JobCallbackStatus.Failed, 10), (bed.Callback(id).Status, bed.Callback(id).Attempts));
        Assert.True(bed.Bed.Record(id).ExpiresAt >= bed.Bed.Clock.GetUtcNow().AddHours(24), "The job has to be there for whoever looks.");
        double[] times = [.. bed.Callback(id).Tries.Select(one => (one.At - TestClock.Noon).TotalSeconds)];
        Assert.Equal([.. s_pauses.Select(pause => Math.Round(pause * 1.1, 3))], times.Skip(1).Zip(times, (next, before) => next - before).Select(pause => Math.Round(pause, 3)));
        List<ReceivedCallback> received = [];
        for (int i = 0; i < 10; i++)
            received.Add(await bed.Receiver.NextAsync());
        Assert.All(received, callback => Assert.Equal((id, Convert.ToBase64String(received[0].Body)), (callback.Headers["webhook-id"], Convert.ToBase64String(callback.Body))));
        Assert.Equal("The receiver answered with 503.", bed.LoggedCallbacks().Single(entry => entry.Event == "callback.not-delivered").Message);
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_is_back_gets_it_and_the_message_ends()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string message = await PutOffAsync(bed);
        bed.Bed.Store.ClearCalls();

        Assert.Empty(await bed.Bed.TakeMessagesAsync(message));

        Assert.Equal((JobCallbackStatus.Delivered, 3, null), (bed.Callback(id).Status, bed.Callback(id).Attempts, bed.Callback(id).NextAt));
        Assert.Equal([503, 503, 200], bed.Callback(id).Tries.Select(one => one.StatusCode));
        Assert.Equal(["get", "ClaimCallback", "RecordCallback"], bed.Bed.Store.Calls);
    }

    [Theory(Timeout = Patience)]
    [InlineData("120", 330)]
    [InlineData("7200", 7200)]
    [InlineData("604800", 86_400)]
    [InlineData("Sun, 01 Mar 2026 13:00:05 GMT", 3600)]
    [InlineData("Sun, 01 Mar 2020 13:00:00 GMT", 330)]
    [InlineData("soon", 330)]
    public async Task A_receiver_is_not_asked_sooner_than_it_wants_to_be_within_a_day(string retryAfter, double seconds)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) =>
        {
            context.Response.StatusCode = 429;
            if (number == 2)
                context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        await WorkAsync(bed);

        Assert.Equal(TestClock.Noon.AddSeconds(5.5 + seconds), bed.Callback(id).NextAt);
    }

    [Theory]
    [InlineData(null, 5.5)]
    [InlineData(4, 5.5)]
    [InlineData(60, 60)]
    [InlineData(604_800, 86_400)]
    public void A_platform_that_waits_less_shortens_its_own_pauses_and_not_what_a_receiver_wants(int? retryAfter, double seconds)
    {
        CallbackSchedule schedule = new(() => 1, scale: 1.0 / 60);

        TimeSpan? pause = schedule.PauseAfter(2, retryAfter is { } wanted ? TimeSpan.FromSeconds(wanted) : null);

        Assert.Equal(TimeSpan.FromSeconds(seconds), pause);
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_wants_more_than_seconds_is_left_to_the_queue_at_once()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "60";
            return Task.CompletedTask;
        };

        await bed.Bed.WorkAsync();

        Assert.Equal((1, TestClock.Noon.AddSeconds(60)), (bed.Receiver.Count, bed.Callback(id).NextAt));
    }

    [Fact(Timeout = Patience)]
    public async Task A_redirect_is_tried_again_and_one_that_is_gone_is_not()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string message = await PutOffAsync(bed, 308);
        Refuse(bed, 410);

        Assert.Empty(await bed.Bed.TakeMessagesAsync(message));

        Assert.Equal((JobCallbackStatus.Failed, 3), (bed.Callback(id).Status, bed.Callback(id).Attempts));
        Assert.Equal([308, 308, 410], bed.Callback(id).Tries.Select(one => one.StatusCode));
    }

    [Fact(Timeout = Patience)]
    public async Task A_try_takes_twenty_seconds_at_most()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string message = await PutOffAsync(bed);
        bed.Receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        Task<string[]> taking = bed.Bed.TakeMessagesAsync(message);
        for (int i = 0; i < 3; i++)
            await bed.Receiver.NextAsync();

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["m0"], await taking);

        Assert.Equal("The receiver did not answer within 20 s.", bed.Callback(id).Tries[^1].Fault);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_dies_between_the_message_and_its_record_loses_no_try()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        bed.Bed.Store.Before = call => call == "RecordCallback" ? throw new TimeoutException() : default;
        await WorkAsync(bed);
        bed.Bed.Store.Before = null;
        Assert.Equal((JobCallbackStatus.Pending, 0, null), (bed.Callback(id).Status, bed.Callback(id).Attempts, bed.Callback(id).NextAt));

        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(6));
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        Assert.Empty(await bed.Bed.TakeMessagesAsync(Assert.Single(bed.Bed.Delayed.Sent).Message));

        Assert.Equal((3, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task A_queue_that_does_not_take_the_message_fails_the_worker_whose_retry_tries_again()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        bed.Bed.Delayed.Failure = new TimeoutException();

        await Assert.ThrowsAsync<AsyncJobs.Dispatch.JobDispatchException>(() => WorkAsync(bed));
        Assert.Equal((JobStatus.Succeeded, JobCallbackStatus.Pending), (bed.Bed.Record(id).Status, bed.Callback(id).Status));
        Assert.Contains("callback.not-planned", bed.Bed.Log.Events);
        bed.Bed.Delayed.Failure = null;
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        await bed.Bed.WorkAsync();

        Assert.Equal((3, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_a_worker_that_died_and_its_retry_one_message_goes_on()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        Refuse(bed, 503);
        bed.Bed.Store.Before = call => call == "RecordCallback" ? throw new TimeoutException() : default;
        await WorkAsync(bed);
        bed.Bed.Store.Before = null;
        await WorkAsync(bed);
        string[] messages = [.. bed.Bed.Delayed.Sent.Select(sent => sent.Message)];
        Assert.Equal((2, 4), (messages.Length, bed.Receiver.Count));
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(["m1"], await bed.Bed.TakeMessagesAsync(messages));

        Assert.Equal((5, JobCallbackStatus.Pending), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task Messages_of_an_earlier_version_bring_the_tries_too_and_one_of_them_goes_on()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        JsonObject message = JsonNode.Parse(await PutOffAsync(bed))!.AsObject();
        Assert.True(message.Remove("chain"), "This version tells messages apart.");
        bed.Bed.Store.Put(bed.Bed.Record(id) with { Callback = bed.Callback(id) with { Chain = null } });
        Refuse(bed, 503);
        string first = message.ToJsonString();
        message["at"] = (long)message["at"]! - 1000;
        string second = message.ToJsonString();

        Assert.Equal(["m0"], await bed.Bed.TakeMessagesAsync(first, second));

        Assert.Equal((3, JobCallbackStatus.Pending), (bed.Receiver.Count, bed.Callback(id).Status));
        bed.Bed.Clock.Advance(bed.Callback(id).NextAt!.Value - bed.Bed.Clock.GetUtcNow());
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        Assert.Empty(await bed.Bed.TakeMessagesAsync(first));
        Assert.Equal((4, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task Settle_that_dies_with_a_try_under_way_leaves_it_to_the_message_that_comes_again()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string message = await PutOffAsync(bed);
        bed.Bed.Store.Before = call => call == "RecordCallback" ? throw new TimeoutException() : default;
        Assert.Equal(["m0"], await bed.Bed.TakeMessagesAsync(message));
        bed.Bed.Store.Before = null;

        // While its claim lasts, nobody else tries.
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["m0"], await bed.Bed.TakeMessagesAsync(message));
        Assert.Equal((3, TimeSpan.FromMinutes(1)), (bed.Receiver.Count, bed.Bed.Delayed.Postponed["r0"]));
        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(1));
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        Assert.Empty(await bed.Bed.TakeMessagesAsync(message));

        Assert.Equal((4, JobCallbackStatus.Delivered), (bed.Receiver.Count, bed.Callback(id).Status));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_two_messages_at_the_same_time_one_tries()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.StartJobAsync();
        string message = await PutOffAsync(bed);
        TaskCompletionSource answered = new();
        bed.Receiver.Answer = (_, _) => answered.Task;
        Task<string[]> first = bed.Bed.TakeMessagesAsync(message);
        for (int i = 0; i < 3; i++)
            await bed.Receiver.NextAsync();

        Assert.Equal(["m0"], await bed.Bed.TakeMessagesAsync(message));

        answered.SetResult();
        Assert.Empty(await first);
        Assert.Equal(3, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_message_that_comes_too_soon_is_put_off_and_one_of_a_job_that_is_gone_ends()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.StartJobAsync();
        Refuse(bed, 503);
        await WorkAsync(bed);
        string message = Assert.Single(bed.Bed.Delayed.Sent).Message;

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["m0"], await bed.Bed.TakeMessagesAsync(message));
        Assert.Equal((2, TimeSpan.FromSeconds(300)), (bed.Receiver.Count, bed.Bed.Delayed.Postponed["r0"]));

        Bed empty = new(clock: bed.Bed.Clock);
        bed.Bed.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await empty.TakeMessagesAsync(message));
    }

    [Fact(Timeout = Patience)]
    public async Task Settle_without_configuration_keeps_the_message_and_says_so()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        string message = await PutOffAsync(bed);
        Bed other = new(clock: bed.Bed.Clock);
        other.Store.Put(bed.Bed.Record(id));

        Assert.Equal(["m0"], await other.TakeMessagesAsync(message));

        Assert.Equal(TimeSpan.FromHours(1), other.Delayed.Postponed["r0"]);
        Assert.Contains("callback.not-sent", other.Log.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task Only_the_latest_tries_are_kept()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        string id = await bed.StartJobAsync();
        JobTransition.RecordCallback written = new(JobCallbackStatus.Pending, 12)
        {
            Tries = [.. Enumerable.Range(1, 12).Select(number => new JobCallbackTry(TestClock.Noon, 500 + number, null))],
        };
        bed.Bed.Store.Force(id, new JobTransition.Cancel(TestClock.Noon.AddDays(1)), TestClock.Noon);
        bed.Bed.Store.Force(id, written, TestClock.Noon);

        await bed.Bed.WorkAsync();

        Assert.Equal((12, 502, 204), (bed.Callback(id).Tries.Count, bed.Callback(id).Tries[0].StatusCode, bed.Callback(id).Tries[^1].StatusCode));
    }

    private static void Refuse(CallbackBed bed, int status) => bed.Receiver.Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task WorkAsync(CallbackBed bed)
    {
        Task work = bed.Bed.WorkAsync();
        await bed.PassPausesAsync(5.5);
        await work;
    }

    /// <summary>Has the worker try twice in vain, and the third try due; gives the message that brings it.</summary>
    private static async Task<string> PutOffAsync(CallbackBed bed, int status = 503)
    {
        Refuse(bed, status);
        await WorkAsync(bed);
        (string message, TimeSpan delay) = Assert.Single(bed.Bed.Delayed.Sent);
        bed.Bed.Clock.Advance(delay);
        bed.Receiver.Answer = (_, _) => Task.CompletedTask;
        return message;
    }
}
