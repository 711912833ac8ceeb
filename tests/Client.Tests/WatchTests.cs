using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

/// <summary>A job that is followed: by a stream where the server has one, by polling where it has not, with the same updates.</summary>
public sealed class WatchTests
{
    private const string Retry = "retry: 1000\n\n";

    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_stream_tells_comes_as_it_happens_until_the_job_has_ended()
    {
        Pipe pipe = Inline();
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Streamed(pipe.Reader.AsStream())).StartAsync();
        Seen seen = Watch(job);

        await WriteAsync(pipe, Retry + Event("status", "1", Status("PENDING")));
        Assert.Equal(["Pending"], seen.Updates);
        await WriteAsync(pipe, Event("status", "2", Status("RUNNING")) + Event("progress", "3", """{"fraction":0.25,"message":"reading"}"""));
        Assert.Equal(["Pending", "Running", "Running 0.25 reading"], seen.Updates);
        await WriteAsync(pipe, ":\n\n" + Event("future", "3", "{}") + Event("result", "4", Status("SUCCEEDED", Done)));

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", "Running", "Running 0.25 reading", "Succeeded"], seen.Updates);
        Assert.Equal(new CheckReport(7), job.Latest!.Result);
        Assert.Equal("text/event-stream, application/json; q=0.9, application/problem+json", _server.Last.Header("Accept"));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("FAILED", "Failed")]
    [InlineData("CANCELLED", "Cancelled")]
    public async Task Every_other_end_is_an_update_too(string status, string expected)
    {
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Streamed(Event("error", "1", Status(status)))).StartAsync();

        Seen seen = Watch(job);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", expected], seen.Updates);
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_gone_on_with_behind_the_last_event_when_the_server_wants_it()
    {
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(),
            () => Streamed(Retry + Event("status", "a.1", Status("RUNNING"))),
            () => Streamed(Retry),
            () => Streamed(Event("result", "a.2", Status("SUCCEEDED", Done)))).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(5);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", "Running", "Succeeded"], seen.Updates);
        Assert.Equal([null, null, "a.1", "a.1"], _server.Requests.Select(request => request.Header("Last-Event-ID")));
        Assert.Equal([0.0, 0.0, 1.0, 2.0], _server.Requests.Select(request => Math.Round(request.At.TotalSeconds)));
    }

    [Theory]
    [InlineData("status: cut off in the mid")]
    [InlineData("event: progress\nid: 9\ndata: {\"fraction\":0.5")]
    public async Task An_event_that_breaks_off_is_none_and_its_id_is_not_remembered(string rest)
    {
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(),
            () => Streamed(Event("status", "1", Status("RUNNING")) + rest),
            () => Streamed(Event("result", "2", Status("SUCCEEDED", Done)))).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(5);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal("1", _server.Last.Header("Last-Event-ID"));
        Assert.Equal(["Pending", "Running", "Succeeded"], seen.Updates);
    }

    [Fact]
    public async Task A_stream_in_which_nothing_comes_not_even_a_comment_is_broken()
    {
        Pipe silent = Inline();
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(), () => Streamed(silent.Reader.AsStream()), () => Streamed(Event("result", "2", Status("SUCCEEDED", Done)))).StartAsync();
        Seen seen = Watch(job);

        for (int i = 0; i < 6; i++)
        {
            _server.Advance(15, step: 1);
            await WriteAsync(silent, ":\n\n");
        }

        Assert.Equal(2, _server.Requests.Count);
        _server.Advance(50, step: 1);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_stream_is_polled_with_the_same_updates()
    {
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(), () => Running(2), () => Running(2, """{"fraction":0.25,"message":"reading"}"""), () => Running(2, """{"fraction":0.25,"message":"reading"}"""), Succeeded).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(20);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", "Running", "Running 0.25 reading", "Succeeded"], seen.Updates);
        Assert.Equal([0.0, 0.0, 2.0, 4.0, 6.0], _server.Requests.Select(request => Math.Round(request.At.TotalSeconds)));
        Assert.StartsWith("application/json", _server.Last.Header("Accept"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotAcceptable)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task What_stands_between_and_refuses_the_stream_is_gone_round(HttpStatusCode refusal)
    {
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Refused(refusal), () => Running(), Succeeded).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(20);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", "Running", "Succeeded"], seen.Updates);
    }

    [Fact]
    public async Task Who_holds_as_many_streams_as_they_may_polls_and_asks_for_one_again_when_the_server_says()
    {
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(),
            () => Refused(HttpStatusCode.TooManyRequests, 5),
            () => Running(2),
            () => Running(2, """{"fraction":0.25,"message":"reading"}"""),
            () => Running(2, """{"fraction":0.25,"message":"reading"}"""),
            () => Running(2, """{"fraction":0.5,"message":"writing"}"""),
            () => Streamed(Event("result", "1", Status("SUCCEEDED", Done)))).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(20);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Pending", "Running", "Running 0.25 reading", "Running 0.5 writing", "Succeeded"], seen.Updates);
        Assert.Equal(
            [false, true, false, false, false, false, true],
            _server.Requests.Select(static request => request.Header("Accept")?.Contains("text/event-stream", StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_refused_as_everywhere()
    {
        _server.Answer = _ => Refused(HttpStatusCode.NotFound);
        Seen seen = Watch(_server.Resume());

        _server.Advance(5);

        AsyncJobRequestException exception = await Assert.ThrowsAsync<AsyncJobRequestException>(() => ScriptedServer.Ended(seen.Task));
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task A_job_that_the_server_finished_at_once_is_one_update_and_needs_no_URL()
    {
        AsyncJob<CheckReport> job = await _server.Then(Succeeded).StartAsync();

        Seen seen = Watch(job);

        await ScriptedServer.Ended(seen.Task);
        Assert.Equal(["Succeeded"], seen.Updates);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task The_time_ends_also_where_the_stream_goes_on()
    {
        Pipe pipe = Inline();
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Streamed(pipe.Reader.AsStream())).StartAsync();
        Seen seen = Watch(job, TimeSpan.FromSeconds(40));
        for (int i = 0; i < 3; i++)
        {
            _server.Advance(15, step: 1);
            await WriteAsync(pipe, ":\n\n");
        }

        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(seen.Task));
    }

    [Fact]
    public async Task Who_stops_listening_closes_the_stream()
    {
        Pipe pipe = Inline();
        await WriteAsync(pipe, Event("status", "1", Status("RUNNING")));
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Streamed(pipe.Reader.AsStream())).StartAsync();

        await foreach (AsyncJobSnapshot<CheckReport> update in job.WatchAsync(Token))
        {
            if (update.Status is AsyncJobStatus.Running)
                break;
        }

        Assert.True((await pipe.Writer.FlushAsync(Token)).IsCompleted);
    }

    [Fact]
    public async Task The_callers_token_ends_it()
    {
        Pipe pipe = Inline();
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Streamed(pipe.Reader.AsStream())).StartAsync();
        using CancellationTokenSource source = new();
        Seen seen = Watch(job, token: source.Token);

        await source.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScriptedServer.Ended(seen.Task));
        Assert.Equal(source.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task A_result_of_another_type_is_said_to_be_one()
    {
        AsyncJob<CheckReport> job = await _server.Then(
            () => Accepted(), () => Streamed(Event("result", "1", Status("SUCCEEDED", "[1]"))), () => Reply(HttpStatusCode.OK, Status("SUCCEEDED", "[1]"))).StartAsync();
        Seen seen = Watch(job);

        _server.Advance(5);

        AsyncJobProtocolException exception = await Assert.ThrowsAsync<AsyncJobProtocolException>(() => ScriptedServer.Ended(seen.Task));
        Assert.Contains("cannot be read as CheckReport", exception.Message, StringComparison.Ordinal);
    }

    private static string Event(string name, string id, string data) =>
        $"event: {name}\nid: {id}\n{string.Concat(data.Split('\n').Select(line => $"data: {line}\n"))}\n";

    private static HttpResponseMessage Streamed(string text) => Streamed(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static HttpResponseMessage Streamed(Stream stream)
    {
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(stream) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return response;
    }

    private static Pipe Inline() => new(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    private static async Task WriteAsync(Pipe pipe, string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), Token);

    private static Seen Watch(AsyncJob<CheckReport> job, TimeSpan? timeout = null, CancellationToken? token = null)
    {
        List<string> updates = [];
        return new Seen(updates, FollowAsync());

        async Task<bool> FollowAsync()
        {
            await foreach (AsyncJobSnapshot<CheckReport> update in job.WatchAsync(timeout ?? TimeSpan.FromMinutes(10), token ?? Token).ConfigureAwait(false))
                updates.Add(FormattableString.Invariant($"{update.Status} {update.Progress?.Fraction} {update.Progress?.Message}").TrimEnd());
            return true;
        }
    }

    private sealed record Seen(List<string> Updates, Task<bool> Task);
}
