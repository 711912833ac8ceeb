using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary><c>Accept: text/event-stream</c>: how a job goes on, as it does.</summary>
public sealed class StreamTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    private readonly Bed _bed = new(streams: true);
    private readonly TestStream _stream = new();

    [Fact(Timeout = Patience)]
    public async Task A_reader_is_told_how_a_job_goes_on_and_how_it_ends()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);

        (JsonNode head, string begin) = Split(await _stream.NextAsync());
        Assert.Equal((200, "text/event-stream", "no-store"), ((int)head["statusCode"]!, (string)head["headers"]!["content-type"]!, (string)head["headers"]!["cache-control"]!));
        Assert.StartsWith("retry: 1000\n\n", begin, StringComparison.Ordinal);
        Event accepted = Event.Parse(begin["retry: 1000\n\n".Length..]);
        Assert.Equal(("status", "PENDING"), (accepted.Name, (string)accepted.Data["status"]!));

        string lease = Claim(id);
        await LookAsync(500);
        Event running = Event.Parse(await _stream.NextAsync());
        Assert.Equal(("status", "RUNNING", 1), (running.Name, (string)running.Data["status"]!, (int)running.Data["attempt"]!));

        Report(id, lease, 0.25, "reading", 1);
        await LookAsync(500);
        Event progress = Event.Parse(await _stream.NextAsync());
        Assert.Equal(("progress", 0.25, "reading"), (progress.Name, (double)progress.Data["fraction"]!, (string)progress.Data["message"]!));

        Finish(id, lease, JobStatus.Succeeded);
        await LookAsync(500);
        Event result = Event.Parse(await _stream.NextAsync());
        Assert.Equal(("result", "SUCCEEDED", "done"), (result.Name, (string)result.Data["status"]!, (string)result.Data["result"]!));
        Assert.Equal("", await streaming);
        Assert.True(_stream.IsEmpty);
    }

    [Theory(Timeout = Patience)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.TimedOut)]
    [InlineData(JobStatus.Cancelled)]
    public async Task Every_other_end_is_an_error(JobStatus end)
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);
        await _stream.NextAsync();
        Finish(id, Claim(id), end);

        await LookAsync(500);

        Event last = Event.Parse(await _stream.NextAsync());
        Assert.Equal(("error", end.ToWireName()), (last.Name, (string)last.Data["status"]!));
        await streaming;
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_has_ended_is_told_at_once_and_once()
    {
        string id = await _bed.StartAsync();
        await _bed.WorkAsync();
        _bed.Store.ClearCalls();

        Assert.Equal("", await _bed.StreamAsync(id, _stream));

        Event result = Event.Parse(Split(await _stream.NextAsync()).Body["retry: 1000\n\n".Length..]);
        Assert.Equal(("result", "done"), (result.Name, (string)result.Data["result"]!));
        Assert.True(_stream.IsEmpty);
        Assert.Equal(["get"], _bed.Store.Calls);

        // Browsers ask again, also after the end.
        string again = await _bed.StreamAsync(id, _stream, lastEventId: result.Id);

        Assert.Equal((204, ""), ((int)Split(again).Head["statusCode"]!, Split(again).Body));
        Assert.True(_stream.IsEmpty);
    }

    [Fact(Timeout = Patience)]
    public async Task Nothing_comes_again_that_the_reader_has_seen()
    {
        string id = await _bed.StartAsync();
        string lease = Claim(id);
        Report(id, lease, 0.25, "reading", 1);
        Task<string> first = _bed.StreamAsync(id, _stream);
        Event seen = Event.Parse(Split(await _stream.NextAsync()).Body["retry: 1000\n\n".Length..]);
        await LeaveAsync(first);

        TestStream same = new();
        Task<string> second = _bed.StreamAsync(id, same, lastEventId: seen.Id);
        Assert.Equal("retry: 1000\n\n", Split(await same.NextAsync()).Body);
        same.Leave();
        await second;

        Report(id, lease, 0.5, "writing", 2);
        TestStream other = new();
        Task<string> third = _bed.StreamAsync(id, other, lastEventId: seen.Id);
        Event missed = Event.Parse(Split(await other.NextAsync()).Body["retry: 1000\n\n".Length..]);
        Assert.Equal(("progress", 0.5), (missed.Name, (double)missed.Data["fraction"]!));
        other.Leave();
        await third;
    }

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("SUCCEEDED-1.")]
    [InlineData("RUNNING-1.0\u0001")]
    [InlineData("é.😀")]
    public async Task An_id_of_no_event_of_this_job_is_as_none(string id)
    {
        string job = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(job, _stream, lastEventId: id);

        Assert.Contains("event: status\n", await _stream.NextAsync(), StringComparison.Ordinal);
        await LeaveAsync(streaming);
    }

    [Fact(Timeout = Patience)]
    public async Task The_end_of_another_job_or_of_an_earlier_version_is_none_of_this_one()
    {
        string other = await EndOfAsync(await StartAndEndAsync());
        string id = await StartAndEndAsync();
        string own = await EndOfAsync(id);

        Assert.NotEqual(other, own);
        Assert.Equal(own, await EndOfAsync(id, lastEventId: other));
        Assert.Equal(own, await EndOfAsync(id, lastEventId: own[(own.IndexOf('.', StringComparison.Ordinal) + 1)..]));
        Assert.Equal(204, (int)Split(await _bed.StreamAsync(id, _stream, lastEventId: own)).Head["statusCode"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task The_end_of_the_job_that_had_the_same_id_before_is_none_of_this_one()
    {
        string id = await StartAndEndAsync();
        string before = await EndOfAsync(id);
        _bed.Store.Put(_bed.Record(id) with { CreatedAt = _bed.Record(id).CreatedAt.AddDays(3) });

        Assert.NotEqual(before, await EndOfAsync(id, lastEventId: before));
    }

    [Fact(Timeout = Patience)]
    public async Task Looks_grow_rare_where_nothing_happens_and_the_line_is_kept_open()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream, time: TimeSpan.FromMinutes(5));
        await _stream.NextAsync();
        _bed.Store.ClearCalls();

        await LooksAsync(500, 1000, 2000, 4000, 5000);
        Assert.True(_stream.IsEmpty);

        // 12.5 s have passed.
        await LooksAsync(2500);
        Assert.Equal(":\n\n", await _stream.NextAsync());
        await LooksAsync(5000, 5000, 5000);
        Assert.Equal(":\n\n", await _stream.NextAsync());
        Assert.Equal(9, _bed.Store.Calls.Count);
        Assert.All(_bed.Store.Calls, call => Assert.Equal("get", call));

        // After a change it looks often again.
        Claim(id);
        await LooksAsync(5000);
        Assert.Equal("status", Event.Parse(await _stream.NextAsync()).Name);
        await LooksAsync(500, 1000);
        await LeaveAsync(streaming);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_ends_before_the_invocation_does_without_an_outcome()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream, time: TimeSpan.FromSeconds(5));
        await _stream.NextAsync();

        // 5 s less the reserves of 0.5 s and 2 s.
        await LooksAsync(500, 1000, 1000);

        Assert.Equal("", await streaming);
        Assert.True(_stream.IsEmpty);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reader_who_goes_away_ends_the_stream()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);
        await _stream.NextAsync();

        await LeaveAsync(streaming);

        Assert.Equal("", await streaming);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reader_of_whom_nobody_is_told_that_they_are_gone_ends_it_at_the_next_event()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);
        await _stream.NextAsync();
        _stream.LeaveSilently();
        Claim(id);

        await LookAsync(500);

        Assert.Equal("", await streaming);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_removed_meanwhile_ends_the_stream_and_is_not_found_by_the_next()
    {
        Bed bed = new(streams: true, allowsPurge: true);
        string id = await bed.StartAsync();
        Task<string> streaming = bed.StreamAsync(id, _stream);
        await _stream.NextAsync();
        await bed.DeleteAsync(id);
        await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "DELETE", "/jobs/" + id, root => root["rawQueryString"] = "purge"));

        await bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(500));
        bed.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal("", await streaming);
        Assert.Equal(404, (int)Split(await bed.StreamAsync(id, _stream)).Head["statusCode"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task A_look_that_fails_ends_the_stream_and_is_told_to_the_operator()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);
        await _stream.NextAsync();
        _bed.Store.Before = _ => throw new TimeoutException("The table does not answer.");

        await LookAsync(500);

        Assert.Equal("", await streaming);
        Assert.True(_stream.IsEmpty);
        Assert.Contains(_bed.Log.Entries, entry => entry.Event == "job.wait-not-read" && entry.JobId == id);
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_cannot_be_read_ends_the_stream_and_is_answered_to_the_next_as_by_GET()
    {
        string id = await _bed.StartAsync();
        Task<string> streaming = _bed.StreamAsync(id, _stream);
        await _stream.NextAsync();
        DateTimeOffset now = _bed.Clock.GetUtcNow();
        _bed.Store.Force(
            id,
            new JobTransition.Finish(Claim(id), JobStatus.Succeeded, default, null, now.AddDays(1)) { ResultReference = new PayloadReference(id + "/result-1", 1, "0") },
            now);

        await LookAsync(500);

        Assert.Equal("", await streaming);
        Assert.True(_stream.IsEmpty);
        TestStream next = new();
        Assert.Equal(503, (int)Split(await _bed.StreamAsync(id, next)).Head["statusCode"]!);
        Assert.False(next.HasBegun);
    }

    [Fact(Timeout = Patience)]
    public async Task Another_callers_job_is_not_streamed()
    {
        string id = await _bed.StartAsync();
        JobRecord owned = _bed.Record(id) with { Id = JobId.New(), Owner = "anna" };
        _bed.Store.Put(owned);

        (JsonNode head, string body) = Split(await _bed.StreamAsync(owned.Id, _stream));

        Assert.Equal((404, 2404), ((int)head["statusCode"]!, (int)JsonNode.Parse(body)!["errorCode"]!));
        Assert.False(_stream.HasBegun);
    }

    [Theory(Timeout = Patience)]
    [InlineData("text/event-stream", true)]
    [InlineData("Text/Event-Stream", true)]
    [InlineData("text/event-stream, application/json;q=0.9", true)]
    [InlineData("text/event-stream;q=0.5, */*;q=0.1", true)]
    [InlineData("text/event-stream, */*", true)]
    [InlineData("application/json, text/event-stream;q=0.9", false)]
    [InlineData("text/event-stream;q=0, application/json", false)]
    [InlineData("*/*", false)]
    [InlineData("text/html, */*;q=0.8", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", false)]
    [InlineData("", false)]
    public async Task What_is_accepted_decides_between_a_stream_and_a_document(string accept, bool streams)
    {
        string id = await _bed.StartAsync();
        await _bed.WorkAsync();

        string reply = await _bed.StreamAsync(id, _stream, accept);

        Assert.Equal(streams, _stream.HasBegun);
        if (!streams)
        {
            // What streams takes no other form: the document is behind its head.
            (JsonNode head, string body) = Split(reply);
            Assert.Equal((200, "application/json"), ((int)head["statusCode"]!, (string)head["headers"]!["content-type"]!));
            Assert.Equal("SUCCEEDED", (string)JsonNode.Parse(body)!["status"]!);
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData(null)]
    [InlineData(true)]
    public async Task Where_nothing_streams_those_who_take_nothing_else_are_told_how_to_ask(bool? streams)
    {
        // With the setting, but on a host that cannot, such as that of a class library.
        Bed bed = new(streams: streams);
        string id = await bed.StartAsync();

        Reply refused = Reply.Parse(Encoding.UTF8.GetBytes(await bed.StreamAsync(id, streams is null ? _stream : null)));

        Assert.Equal((406, 2406), (refused.StatusCode, refused.ErrorCode));
        Assert.Contains("Accept: application/json", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(["get"], bed.Store.Calls.Append("get").Distinct());
        foreach (string accept in new[] { "text/event-stream, application/json;q=0.9", "text/event-stream, */*", "*/*", "application/json" })
            Assert.Equal("PENDING", Reply.Parse(Encoding.UTF8.GetBytes(await bed.StreamAsync(id, null, accept))).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_page_of_another_origin_reads_the_stream()
    {
        Bed bed = new(streams: true, cors: ["https://app.example.com"]);
        string id = await bed.StartAsync();
        await bed.WorkAsync();

        await bed.StreamAsync(id, _stream, change: root => root["multiValueHeaders"]!["Origin"] = new JsonArray("https://app.example.com"));

        Assert.Equal("https://app.example.com", (string)Split(await _stream.NextAsync()).Head["headers"]!["access-control-allow-origin"]!);
    }

    private static (JsonNode Head, string Body) Split(string sent)
    {
        string[] parts = sent.Split("\0\0\0\0\0\0\0\0", 2);
        Assert.Equal(2, parts.Length);
        return (JsonNode.Parse(parts[0])!, parts[1]);
    }

    private string Claim(string id)
    {
        string lease = LeaseToken.New(_bed.Clock.GetUtcNow());
        DateTimeOffset now = _bed.Clock.GetUtcNow();
        _bed.Store.Force(id, new JobTransition.Claim(new JobLease(lease, "worker-1", now.AddMinutes(5), now.AddMinutes(4)), 3), now);
        return lease;
    }

    private void Report(string id, string lease, double fraction, string message, long sequence) =>
        _bed.Store.Force(id, new JobTransition.ReportProgress(lease, new JobProgress(fraction, message), sequence), _bed.Clock.GetUtcNow());

    private void Finish(string id, string lease, JobStatus status)
    {
        ReadOnlyMemory<byte> result = status is JobStatus.Succeeded ? "\"done\""u8.ToArray() : default;
        JobError? error = status is JobStatus.Succeeded ? null : new JobError(1001, "No.", "worker-1");
        _bed.Store.Force(id, new JobTransition.Finish(lease, status, result, error, _bed.Clock.GetUtcNow().AddDays(1)), _bed.Clock.GetUtcNow());
    }

    private async Task<string> StartAndEndAsync()
    {
        string id = await _bed.StartAsync();
        await _bed.WorkAsync();
        return id;
    }

    /// <summary>Streams a job that has ended; gives the id of the event that tells so.</summary>
    private async Task<string> EndOfAsync(string id, string? lastEventId = null)
    {
        Assert.Equal("", await _bed.StreamAsync(id, _stream, lastEventId: lastEventId));
        Event result = Event.Parse(Split(await _stream.NextAsync()).Body["retry: 1000\n\n".Length..]);
        Assert.Equal(("result", "done"), (result.Name, (string)result.Data["result"]!));
        return result.Id;
    }

    private async Task LookAsync(int milliseconds)
    {
        await _bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(milliseconds));
        _bed.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private async Task LooksAsync(params int[] milliseconds)
    {
        foreach (int pause in milliseconds)
            await LookAsync(pause);
    }

    private async Task LeaveAsync(Task streaming)
    {
        _stream.Leave();
        await streaming;
    }

    private sealed record Event(string Name, string Id, JsonNode Data)
    {
        public static Event Parse(string text)
        {
            string[] lines = text.Split('\n');
            Assert.Equal(["", ""], lines[^2..]);
            return new Event(
                lines.Single(line => line.StartsWith("event: ", StringComparison.Ordinal))[7..],
                lines.Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..],
                JsonNode.Parse(string.Join('\n', lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..])))!);
        }
    }
}
