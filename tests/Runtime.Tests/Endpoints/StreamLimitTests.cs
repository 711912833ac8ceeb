using System.Text.Json.Nodes;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>How many streams one caller may hold.</summary>
public sealed class StreamLimitTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    private readonly Bed _bed = new(streams: true, mostStreams: 2);

    [Fact(Timeout = Patience)]
    public async Task One_stream_too_many_is_429_before_any_event_until_one_has_ended()
    {
        string id = await StartAsync("anna");
        Held first = await HoldAsync(id, "anna");
        Held second = await HoldAsync(id, "anna");
        TestStream third = new();

        (int status, JsonNode head, JsonNode body) = Answer(await FollowAsync(_bed, id, "anna", third));

        Assert.Equal((429, JobErrorCodes.LimitReached, "30"), (status, (int)body["errorCode"]!, (string)head["headers"]!["retry-after"]!));
        Assert.Equal("application/problem+json", (string)head["headers"]!["content-type"]!);
        Assert.Contains("At most 2 streams may be held", (string)body["message"]!, StringComparison.Ordinal);
        Assert.Equal("stream-1", (string)body["requestId"]!);
        Assert.False(third.HasBegun);
        JobLogEntry entry = Assert.Single(_bed.Log.Entries, entry => entry.Event == "job.limited");
        Assert.Equal((JobLogLevel.Information, "reports", id), (entry.Level, entry.Job, entry.JobId));

        await first.LeaveAsync();
        await (await HoldAsync(id, "anna")).LeaveAsync();
        await second.LeaveAsync();
        Assert.Empty(_bed.Store.PeekStreams(Owner("anna")).Taken);
    }

    [Fact(Timeout = Patience)]
    public async Task Streams_of_another_caller_and_other_requests_are_not_in_the_way()
    {
        string id = await StartAsync("anna");
        string other = await StartAsync("bert");
        Held[] held = [await HoldAsync(id, "anna"), await HoldAsync(id, "anna"), await HoldAsync(other, "bert")];

        Assert.Equal(200, (await _bed.GetAsync(id, root => root["requestContext"]!["authorizer"] = Authorizer("anna"))).StatusCode);
        Assert.Equal(2, _bed.Store.PeekStreams(Owner("anna")).Taken.Count);
        Assert.Single(_bed.Store.PeekStreams(Owner("bert")).Taken);
        foreach (Held one in held)
            await one.LeaveAsync();
    }

    // Every way in which a stream can end.
    [Theory(Timeout = Patience)]
    [InlineData("job ends")]
    [InlineData("reader leaves")]
    [InlineData("time is over")]
    [InlineData("look fails")]
    [InlineData("sending fails")]
    public async Task However_a_stream_ends_its_place_is_free(string end)
    {
        string id = await StartAsync("anna");
        Held held = await HoldAsync(id, "anna", TimeSpan.FromSeconds(3));
        Assert.Single(_bed.Store.PeekStreams(Owner("anna")).Taken);

        if (end == "job ends")
            await _bed.WorkAsync();
        else if (end == "reader leaves")
            held.Stream.Leave();
        else if (end == "look fails")
            _bed.Store.Before = static call => call == "get" ? throw new TimeoutException() : default;
        else if (end == "sending fails")
            held.Stream.Fails = true;
        if (end == "sending fails")
            _bed.Store.Force(id, new JobTransition.Claim(new JobLease(LeaseToken.New(_bed.Clock.GetUtcNow()), "w", _bed.Clock.GetUtcNow().AddMinutes(5), _bed.Clock.GetUtcNow().AddMinutes(4)), 3), _bed.Clock.GetUtcNow());
        if (end != "reader leaves")
        {
            await _bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(500));
            _bed.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        if (end == "sending fails")
            await Assert.ThrowsAsync<IOException>(() => held.Task);
        else
            await held.Task;

        Assert.Empty(_bed.Store.PeekStreams(Owner("anna")).Taken);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_is_told_the_end_may_follow_their_next_job_at_once()
    {
        string id = await StartAsync("anna");
        int? taken = null;
        Held held = await HoldAsync(id, "anna");
        held.Stream.Sent = part =>
        {
            if (part.Contains("event: result", StringComparison.Ordinal))
                taken = _bed.Store.PeekStreams(Owner("anna")).Taken.Count;
        };
        await _bed.WorkAsync();
        _bed.Store.ClearCalls();

        await _bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(500));
        _bed.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await held.Task;

        Assert.Equal(0, taken);
        Assert.Equal(["get", "Release stream"], _bed.Store.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task The_place_of_a_process_that_died_is_free_once_its_invocation_is_over()
    {
        string id = await StartAsync("anna");
        DateTimeOffset deadline = _bed.Clock.GetUtcNow() + Bed.Time;
        _bed.Store.Before = static call => call == "Release stream" ? throw new TimeoutException() : default;
        await (await HoldAsync(id, "anna")).LeaveAsync();
        await (await HoldAsync(id, "anna")).LeaveAsync();
        _bed.Store.Before = null;
        Assert.All(_bed.Store.PeekStreams(Owner("anna")).Taken, place => Assert.Equal(deadline, place.Value));
        JobLogEntry entry = _bed.Log.Entries.First(entry => entry.Event == "job.slot-not-released");
        Assert.Equal((JobLogLevel.Warning, id), (entry.Level, entry.JobId));

        _bed.Clock.Advance(Bed.Time - TimeSpan.FromMilliseconds(1));
        Assert.Equal(429, Answer(await FollowAsync(_bed, id, "anna", new TestStream())).Status);
        _bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _bed.Store.ClearCalls();

        Held held = await HoldAsync(id, "anna");

        Assert.Equal(["get", "Take stream", "Take stream"], _bed.Store.Calls);
        Assert.Single(_bed.Store.PeekStreams(Owner("anna")).Taken);
        await held.LeaveAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_whose_answer_was_lost_is_that_of_the_stream()
    {
        Bed bed = new(streams: true, mostStreams: 1);
        string id = await StartAsync("anna", bed);

        // As the SDK does: it sends the same write again, whose first try has taken the place.
        bed.Store.TakeTwice = true;
        TestStream stream = new();
        Task<string> streaming = FollowAsync(bed, id, "anna", stream);
        await stream.NextAsync();

        Assert.Single(bed.Store.PeekStreams(Owner("anna")).Taken);
        stream.Leave();
        await streaming;
        Assert.Empty(bed.Store.PeekStreams(Owner("anna")).Taken);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_writes_once_at_its_begin_and_once_at_its_end_and_one_of_an_ended_job_or_a_refused_one_not()
    {
        string id = await StartAsync("anna");
        _bed.Store.ClearCalls();
        await (await HoldAsync(id, "anna")).LeaveAsync();
        Assert.Equal(["get", "Take stream", "Release stream"], _bed.Store.Calls);

        _bed.Store.ClearCalls();
        Assert.Equal(404, Answer(await FollowAsync(_bed, id, "mallory", new TestStream())).Status);
        Assert.Equal(["get"], _bed.Store.Calls);

        await _bed.WorkAsync();
        _bed.Store.ClearCalls();
        TestStream ended = new();
        await FollowAsync(_bed, id, "anna", ended);
        Assert.Contains("event: result", await ended.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(["get"], _bed.Store.Calls);
    }

    [Theory(Timeout = Patience)]
    [InlineData(null)]
    [InlineData(0)]
    public async Task Without_a_limit_nothing_is_counted(int? most)
    {
        Bed bed = new(streams: true, mostStreams: most);
        string id = await StartAsync("anna", bed);
        TestStream[] streams = [new(), new(), new()];
        Task<string>[] streaming = [.. streams.Select(stream => FollowAsync(bed, id, "anna", stream))];
        foreach (TestStream stream in streams)
        {
            await stream.NextAsync();
            stream.Leave();
        }

        await Task.WhenAll(streaming);
        Assert.Equal(["get", "get", "get"], bed.Store.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_caller_of_whom_nobody_says_who_they_are_is_not_counted_and_the_operator_is_told_once()
    {
        Bed bed = new(streams: true, mostStreams: 1);
        string id = await bed.StartAsync();
        TestStream[] streams = [new(), new()];
        Task<string>[] streaming = [.. streams.Select(stream => FollowAsync(bed, id, null, stream))];
        foreach (TestStream stream in streams)
        {
            Assert.Contains("event: status", await stream.NextAsync(), StringComparison.Ordinal);
            stream.Leave();
        }

        await Task.WhenAll(streaming);
        Assert.Equal(["get", "get"], bed.Store.Calls);
        JobLogEntry entry = Assert.Single(bed.Log.Entries, entry => entry.Event == "job.not-limited");
        Assert.Equal((JobLogLevel.Warning, id), (entry.Level, entry.JobId));
    }

    [Fact(Timeout = Patience)]
    public async Task A_known_caller_is_counted_also_for_jobs_that_nobody_owns()
    {
        Bed bed = new(streams: true, mostStreams: 1);
        string id = await StartAsync("anna", bed);
        JobRecord open = bed.Record(id) with { Id = JobId.New(), Owner = null };
        bed.Store.Put(open);
        TestStream stream = new();
        Task<string> streaming = FollowAsync(bed, open.Id, "bert", stream);
        await stream.NextAsync();

        Assert.Equal(429, Answer(await FollowAsync(bed, open.Id, "bert", new TestStream())).Status);
        stream.Leave();
        await streaming;
    }

    [Fact(Timeout = Patience)]
    public async Task A_caller_whom_an_authorizer_let_in_without_a_name_gets_no_stream()
    {
        Bed bed = new(streams: true, mostStreams: 1);
        string id = await StartAsync("anna", bed);
        JobRecord open = bed.Record(id) with { Id = JobId.New(), Owner = null };
        bed.Store.Put(open);

        (int status, _, JsonNode body) = Answer(await bed.StreamAsync(
            open.Id, new TestStream(), change: root => root["requestContext"]!["authorizer"] = new JsonObject { ["tenant"] = "t" }));

        Assert.Equal((403, JobErrorCodes.Forbidden), (status, (int)body["errorCode"]!));
        Assert.Single(bed.Log.Entries, entry => entry.Event == "job.owner-unknown");
    }

    [Fact(Timeout = Patience)]
    public async Task Where_places_cannot_be_taken_there_is_no_stream()
    {
        string id = await StartAsync("anna");
        _bed.Store.Before = static call => call == "Take stream" ? throw new TimeoutException("The table does not answer.") : default;
        TestStream stream = new();

        (int status, JsonNode head, _) = Answer(await FollowAsync(_bed, id, "anna", stream));

        Assert.Equal((503, "2"), (status, (string)head["headers"]!["retry-after"]!));
        Assert.False(stream.HasBegun);
        Assert.Single(_bed.Log.Entries, entry => entry.Event == "http.failed");
    }

    [Fact]
    public void What_is_counted_of_an_owners_streams_is_no_job_that_anybody_can_read()
    {
        string key = OwnerKey.OfStreams(Owner("anna"));

        Assert.False(JobId.IsValid(key));
        Assert.StartsWith("owner:", key, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_platform_takes_no_other_numbers(int most) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new JobPlatform(new InMemoryJobStore(), new TestDispatcher()) { MaxStreamsPerOwner = most });

    [Fact]
    public async Task A_limit_where_nobody_is_an_owner_is_refused_instead_of_doing_nothing()
    {
        Bed bed = new(owner: "none", streams: true, mostStreams: 1);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => bed.StartAsync());

        Assert.Equal("ASYNCJOBS_MAX_STREAMS_PER_OWNER counts the streams of each owner, and AsyncJobsOwner is none: no caller is one.", refused.Message);
    }

    private static string Owner(string user) => "iam:arn:aws:iam::1:user/" + user;

    private static JsonObject Authorizer(string user) => new() { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::1:user/" + user } };

    private async Task<string> StartAsync(string user, Bed? bed = null)
    {
        bed ??= _bed;
        byte[] request = SampleEvent.Read(SampleEvent.FunctionUrl, root => root["requestContext"]!["authorizer"] = Authorizer(user));
        Reply reply = await bed.AcceptAsync(request);
        bed.Store.ClearCalls();
        return reply.Id;
    }

    private static Task<string> FollowAsync(Bed bed, string id, string? user, TestStream stream, TimeSpan? time = null) => bed.StreamAsync(
        id,
        stream,
        time: time,
        change: root =>
        {
            root["requestContext"]!.AsObject().Remove("authorizer");
            root["requestContext"]!["identity"] = user is null ? new JsonObject() : new JsonObject { ["userArn"] = "arn:aws:iam::1:user/" + user };
        });

    private async Task<Held> HoldAsync(string id, string user, TimeSpan? time = null)
    {
        TestStream stream = new();
        Task<string> streaming = FollowAsync(_bed, id, user, stream, time);
        Assert.Contains("event: status", await stream.NextAsync(), StringComparison.Ordinal);
        return new Held(stream, streaming);
    }

    private static (int Status, JsonNode Head, JsonNode Body) Answer(string sent)
    {
        string[] parts = sent.Split("\0\0\0\0\0\0\0\0", 2);
        JsonNode head = JsonNode.Parse(parts[0])!;
        return ((int)head["statusCode"]!, head, JsonNode.Parse(parts[1])!);
    }

    private sealed record Held(TestStream Stream, Task<string> Task)
    {
        public async Task LeaveAsync()
        {
            Stream.Leave();
            Assert.Equal("", await Task);
        }
    }
}
