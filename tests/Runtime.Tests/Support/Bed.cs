using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Callbacks;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>An application with its jobs on a platform of test parts.</summary>
internal sealed class Bed
{
    /// <summary>What an invocation has, unless a test says otherwise.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    /// <summary>After this, a second delivery of a running attempt's event can be the platform's retry.</summary>
    public static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(30);

    // Other than a worker's, so that their timers are told apart.
    private static readonly TimeSpan s_gatewayTime = TimeSpan.FromSeconds(29);

    public Bed(
        Action<IServiceCollection>? services = null,
        ReportJob? report = null,
        PlainJob? plain = null,
        TestClock? clock = null,
        Uri? publicUrl = null,
        TimeSpan? cancelPoll = null,
        string secret = "",
        CallbackOptions? callbacks = null,
        bool hasQueue = true,
        string? owner = null,
        bool? allowsPurge = null,
        int? mostUnfinished = null,
        int? mostStarts = null,
        bool? allowsList = null,
        bool? listsAll = null,
        bool? streams = null,
        int? mostStreams = null,
        params string[] cors)
    {
        Clock = clock ?? new TestClock();
        Report = report ?? new ReportJob();
        Plain = plain ?? new PlainJob();
        App = new JobApp([Report, Plain], services);
        App.Use(new JobPlatform(Store, Dispatcher)
        {
            Time = Clock,
            Log = Log,
            PublicBaseUrl = publicUrl,
            CancelPollInterval = cancelPoll ?? TimeSpan.FromSeconds(5),
            Callbacks = callbacks,
            Delayed = hasQueue ? Delayed : null,
            Owner = owner,
            AllowsPurge = allowsPurge,
            AllowsList = allowsList,
            ListsAll = listsAll,
            StreamsReplies = streams,
            MaxUnfinishedPerOwner = mostUnfinished,
            MaxStartsPerMinutePerOwner = mostStarts,
            MaxStreamsPerOwner = mostStreams,
            CorsOrigins = cors,
            IdempotencySecret = System.Text.Encoding.UTF8.GetBytes(secret),
        });
    }

    public TestClock Clock { get; }

    public TestStore Store { get; } = new();

    public TestDispatcher Dispatcher { get; } = new();

    public TestDelayed Delayed { get; } = new();

    public TestLog Log { get; } = new();

    public ReportJob Report { get; }

    public PlainJob Plain { get; }

    public JobApp App { get; }

    public Invocation Invocation(string requestId = "req-1", TimeSpan? time = null) =>
        new() { RequestId = requestId, Deadline = Clock.GetUtcNow() + (time ?? Time) };

    public async Task<Reply> AcceptAsync(ReadOnlyMemory<byte> payload, JobDefinition? job = null)
    {
        using PooledBuffer reply = new();
        await App.AcceptAsync(job ?? Report, payload, Invocation("accept-1", s_gatewayTime), reply);
        return Reply.Parse(reply.WrittenMemory.ToArray());
    }

    public async Task<Reply> HttpAsync(ReadOnlyMemory<byte> payload)
    {
        using PooledBuffer reply = new();
        await App.HttpAsync(payload, Invocation("http-1", s_gatewayTime), reply);
        return Reply.Parse(reply.WrittenMemory.ToArray());
    }

    public async Task<Reply> StatusAsync(ReadOnlyMemory<byte> payload)
    {
        using PooledBuffer reply = new();
        await App.StatusAsync(payload, Invocation("status-1", s_gatewayTime), reply);
        return Reply.Parse(reply.WrittenMemory.ToArray());
    }

    public Task<Reply> GetAsync(string id, Action<JsonObject>? change = null) =>
        StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/jobs/" + id, change));

    /// <summary>Asks for the events of a job, and gives what the host sends behind the stream: a whole reply, or nothing.</summary>
    public async Task<string> StreamAsync(
        string id, TestStream? stream, string accept = "text/event-stream", string? lastEventId = null, TimeSpan? time = null, Action<JsonObject>? change = null)
    {
        byte[] request = SampleEvent.Bodyless(SampleEvent.RestApi, "GET", "/jobs/" + id, root =>
        {
            root.Remove("headers");
            root["multiValueHeaders"] = new JsonObject { ["Accept"] = new JsonArray(accept) };
            if (lastEventId is not null)
                root["multiValueHeaders"]!["Last-Event-ID"] = new JsonArray(lastEventId);
            change?.Invoke(root);
        });
        using PooledBuffer reply = new();
        Invocation invocation = new() { RequestId = "stream-1", Deadline = Clock.GetUtcNow() + (time ?? Time), Stream = stream };
        await App.StatusAsync(request, invocation, reply);
        return System.Text.Encoding.UTF8.GetString(reply.WrittenSpan);
    }

    public Task<Reply> DeleteAsync(string id, Action<JsonObject>? change = null) =>
        StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "DELETE", "/jobs/" + id, change));

    /// <summary>Asks for a job to be run again, as the status function is asked.</summary>
    public Task<Reply> RetryAsync(string id, Action<JsonObject>? change = null) =>
        StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{id}/retry", change));

    /// <summary>Accepts a job and gives its id; the dispatcher has its event.</summary>
    public async Task<string> StartAsync(JobDefinition? job = null)
    {
        byte[] request = job is null or ReportJob
            ? SampleEvent.Read(SampleEvent.FunctionUrl)
            : SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", job.Route!.Template);
        Reply reply = await AcceptAsync(request, job);
        Store.ClearCalls();
        return reply.Id;
    }

    /// <summary>Delivers the last event to its worker.</summary>
    public async Task WorkAsync(JobDefinition? job = null, Invocation? invocation = null)
    {
        using PooledBuffer reply = new();
        await App.WorkAsync(job ?? Report, Dispatcher.Last, invocation ?? Invocation(), reply);
    }

    /// <summary>Delivers an event to its worker.</summary>
    public async Task WorkAsync(JobDefinition job, byte[] payload, Invocation invocation)
    {
        using PooledBuffer reply = new();
        await App.WorkAsync(job, payload, invocation, reply);
    }

    /// <summary>Tells settle of an event that the platform gave up on.</summary>
    public async Task SettleAsync(byte[] record)
    {
        using PooledBuffer reply = new();
        await App.SettleAsync(record, Invocation("settle-1"), reply);
    }

    /// <summary>Hands messages of the queue to settle, and gives the ids of those that are to come again.</summary>
    public async Task<string[]> TakeMessagesAsync(params string[] messages)
    {
        using PooledBuffer reply = new();
        await App.SettleAsync(TestDelayed.Event(messages), Invocation("settle-queue"), reply);
        return [.. JsonNode.Parse(reply.WrittenSpan)!["batchItemFailures"]!.AsArray().Select(failure => (string)failure!["itemIdentifier"]!)];
    }

    public JobRecord Record(string id) => Store.Peek(id) ?? throw new InvalidOperationException("There is no such job.");
}
