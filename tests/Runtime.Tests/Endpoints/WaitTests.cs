using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary><c>Prefer: wait=N</c>: the store is looked at 100, 300, 700 and 1500 ms after the start, and every second from then on.</summary>
public sealed class WaitTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    public static TheoryData<string> All => SampleEvent.All;

    [Theory(Timeout = Patience)]
    [MemberData(nameof(All))]
    public async Task A_job_that_ends_in_time_is_the_answer_to_its_start(string name)
    {
        Bed bed = new(publicUrl: new Uri("https://api.example.com/v1/"));
        Task<Reply> waiting = bed.AcceptAsync(SampleEvent.Read(name, root => Prefer(root, "respond-async", "wait=10")));
        await bed.Clock.TimerAsync(Milliseconds(100));
        await bed.WorkAsync();
        bed.Store.ClearCalls();

        bed.Clock.Advance(Milliseconds(100));
        Reply reply = await waiting;

        Assert.Equal((200, "SUCCEEDED", "done"), (reply.StatusCode, reply.Status, (string)reply.Body["result"]!));
        Assert.Equal("wait=10", reply.Header("preference-applied"));
        Assert.Equal($"https://api.example.com/v1/jobs/{reply.Id}", reply.Header("content-location"));
        Assert.Null(reply.RetryAfter);
        Assert.Null(reply.Location);
        Assert.Equal(["get"], bed.Store.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_does_not_end_in_time_is_answered_as_usual_after_looks_that_grow_rare()
    {
        Bed bed = new();
        Task<Reply> waiting = bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => Prefer(root, "wait=3")));

        await PassAsync(bed, 100, 200, 400, 800, 1000, 500);
        Reply reply = await waiting;

        Assert.Equal((202, "PENDING"), (reply.StatusCode, reply.Status));
        Assert.NotNull(reply.Location);
        Assert.Equal("1", reply.RetryAfter);
        Assert.Null(reply.Header("preference-applied"));
        Assert.Null(reply.Header("content-location"));
        Assert.Equal(["create", "get", "get", "get", "get", "get", "get"], bed.Store.Calls);
    }

    [Theory(Timeout = Patience)]
    [InlineData("respond-async", "respond-async")]
    [InlineData("respond-async, handling=strict", "respond-async")]
    [InlineData("handling=strict", null)]
    public async Task Who_asks_for_an_asynchronous_answer_is_told_that_this_is_one(string preference, string? applied)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => Prefer(root, preference)));

        Assert.Equal((202, applied), (reply.StatusCode, reply.Header("preference-applied")));
    }

    [Theory(Timeout = Patience)]
    [InlineData(JobStatus.Succeeded)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Cancelled)]
    public async Task A_status_request_is_held_until_the_job_ends_however_it_does(JobStatus end)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => end is JobStatus.Failed ? throw new JobException(10_001, "No.") { Retry = false } : new("done");
        Task<Reply> waiting = bed.GetAsync(id, root => Prefer(root, "wait=10"));
        await PassAsync(bed, 100, 200);
        await bed.Clock.TimerAsync(Milliseconds(400));
        if (end is JobStatus.Cancelled)
            await bed.DeleteAsync(id);
        else
            await bed.WorkAsync();

        bed.Clock.Advance(Milliseconds(400));
        Reply reply = await waiting;

        Assert.Equal((200, end.ToWireName(), "wait=10"), (reply.StatusCode, reply.Status, reply.Header("preference-applied")));
        Assert.Null(reply.Header("content-location"));
        Assert.Null(reply.RetryAfter);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_has_ended_is_not_waited_for()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();
        bed.Store.ClearCalls();

        Reply reply = await bed.GetAsync(id, root => Prefer(root, "wait=10"));

        Assert.Equal((200, "SUCCEEDED", "wait=10"), (reply.StatusCode, reply.Status, reply.Header("preference-applied")));
        Assert.Equal(["get"], bed.Store.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_repeated_start_gives_the_outcome_of_the_first_to_those_who_wait()
    {
        Bed bed = new();
        byte[] request = SampleEvent.Read(SampleEvent.HttpApi, root => SetHeader(root, "idempotency-key", "k1"));
        Reply first = await bed.AcceptAsync(request);
        await bed.WorkAsync();

        Reply plain = await bed.AcceptAsync(request);
        Reply waited = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            SetHeader(root, "idempotency-key", "k1");
            Prefer(root, "wait=10");
        }));

        Assert.Equal((202, "SUCCEEDED"), (plain.StatusCode, plain.Status));
        Assert.Equal((200, "SUCCEEDED", first.Id), (waited.StatusCode, waited.Status, waited.Id));
        Assert.Equal(plain.Location, waited.Header("content-location"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_answer_leaves_before_the_invocation_ends()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        using PooledBuffer buffer = new();
        byte[] request = SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/jobs/" + id, root => Prefer(root, "wait=60"));
        Task waiting = bed.App.StatusAsync(request, bed.Invocation(time: TimeSpan.FromSeconds(3)), buffer).AsTask();

        // The reserve is half a second.
        await PassAsync(bed, 100, 200, 400, 800, 1000);
        await waiting;

        Reply reply = Reply.Parse(buffer.WrittenMemory);
        Assert.Equal((200, "PENDING", "1"), (reply.StatusCode, reply.Status, reply.RetryAfter));
        Assert.Equal(TestClock.Noon.AddSeconds(2.5), bed.Clock.GetUtcNow());
    }

    [Fact(Timeout = Patience)]
    public async Task Nobody_is_held_longer_than_a_gateway_waits()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Task<Reply> waiting = bed.GetAsync(id, root => Prefer(root, "wait=3600"));

        await PassAsync(bed, [100, 200, 400, 800, .. Enumerable.Repeat(1000, 23), 500]);
        Reply reply = await waiting;

        Assert.Equal((200, "PENDING"), (reply.StatusCode, reply.Status));
        Assert.Equal(TestClock.Noon.AddSeconds(25), bed.Clock.GetUtcNow());
    }

    [Theory(Timeout = Patience)]
    [InlineData(null)]
    [InlineData("respond-async")]
    [InlineData("wait=0")]
    [InlineData("wait=soon")]
    public async Task Who_does_not_ask_to_wait_does_not(string? preference)
    {
        Bed bed = new();

        Reply started = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root =>
        {
            if (preference is not null)
                Prefer(root, preference);
        }));
        Reply read = await bed.GetAsync(started.Id, root =>
        {
            if (preference is not null)
                Prefer(root, preference);
        });

        Assert.Equal((202, 200), (started.StatusCode, read.StatusCode));
        Assert.Equal(["create", "get"], bed.Store.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_look_that_fails_does_not_fail_the_start()
    {
        Bed bed = new();
        bed.Store.Before = call => call == "get" ? throw new TimeoutException() : default;
        Task<Reply> waiting = bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => Prefer(root, "wait=10")));

        await PassAsync(bed, 100);
        Reply reply = await waiting;

        Assert.Equal((202, "PENDING"), (reply.StatusCode, reply.Status));
        Assert.Equal(["job.accepted", "job.wait-not-read"], bed.Log.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stranger_is_not_held()
    {
        Bed bed = new();
        Reply started = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root => Authenticate(root, "anna")));
        bed.Store.ClearCalls();

        Reply reply = await bed.GetAsync(started.Id, root =>
        {
            Authenticate(root, "bert");
            Prefer(root, "wait=10");
        });

        Assert.Equal(404, reply.StatusCode);
        Assert.Equal(["get"], bed.Store.Calls);
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    private static async Task PassAsync(Bed bed, params int[] pauses)
    {
        foreach (int pause in pauses)
        {
            await bed.Clock.TimerAsync(Milliseconds(pause));
            bed.Clock.Advance(Milliseconds(pause));
        }
    }

    private static void Authenticate(JsonObject root, string user) =>
        root["requestContext"]!["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::123456789012:user/" + user } };

    private static void SetHeader(JsonObject root, string name, string value) => root["headers"]![name] = value;

    // As each front end hands over a header that came in several fields.
    private static void Prefer(JsonObject root, params string[] fields)
    {
        if (root["headers"] is { } headers)
            headers["Prefer"] = string.Join(",", fields);
        if (root["multiValueHeaders"] is { } multi)
            multi["Prefer"] = new JsonArray([.. fields.Select(field => (JsonNode)field)]);
    }
}
