using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

public sealed class WaitTests
{
    private const string TimedOut = """{"errorCode":1002,"requestId":"req-9","message":"pricing timed out","service":"pricing"}""";

    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<double> Polls => _server.Requests.Where(request => request.Method == "GET").Select(request => request.At.TotalSeconds);

    [Fact]
    public async Task The_result_is_polled_for_not_sooner_than_the_server_asks()
    {
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(retryAfter: 1), () => Running(2), () => Running(5), Succeeded).StartAsync();
        Task<CheckReport> wait = job.WaitAsync(Token);

        _server.Advance(9);

        Assert.Equal(new CheckReport(7), await ScriptedServer.Ended(wait));
        Assert.Equal([1, 3, 8], Polls);
        Assert.All(_server.Requests.Skip(1), request => Assert.Equal(job.Url.AbsoluteUri, request.Url));
    }

    [Fact]
    public async Task A_status_of_a_newer_server_is_waited_out()
    {
        AsyncJob<CheckReport> job = await _server
            .Then(() => Accepted(), () => Reply(HttpStatusCode.OK, Status("PAUSED"), retryAfter: 1), () => Reply(HttpStatusCode.OK, Status("QUEUED"), retryAfter: 1), Succeeded)
            .StartAsync();
        Recorder recorder = new();
        Task<CheckReport> wait = job.WaitAsync(TimeSpan.FromMinutes(1), recorder, Token);

        _server.Advance(9);

        Assert.Equal(new CheckReport(7), await ScriptedServer.Ended(wait));
        Assert.Equal(["Pending ", "Unknown ", "Unknown ", "Succeeded "], recorder.Seen);
    }

    [Fact]
    public async Task An_end_that_only_a_newer_client_knows_is_no_result_and_says_what_to_do()
    {
        string body = Status("ARCHIVED").Replace("\"finishedAt\":null", "\"finishedAt\":\"2026-01-01T00:01:00.000Z\"", StringComparison.Ordinal);
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), () => Reply(HttpStatusCode.OK, body)).StartAsync();
        Task<CheckReport> wait = job.WaitAsync(Token);

        _server.Advance(9);

        AsyncJobProtocolException exception = await Assert.ThrowsAsync<AsyncJobProtocolException>(() => ScriptedServer.Ended(wait));
        Assert.Contains("'ARCHIVED'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("update", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("ARCHIVED", true), (job.Latest!.UnknownStatus, job.Latest.IsFinished));
    }

    [Fact]
    public async Task Without_a_word_of_the_server_the_pauses_double_up_to_their_bound()
    {
        _server.Answer = _ => Running();
        Task<CheckReport> wait = _server.Resume(_server.Client(_server.Options(random: 1))).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken: Token);

        _server.Advance(59);

        Assert.Equal([0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5, 45.5, 55.5], Polls);
        _server.Advance(1);
        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(wait));
    }

    [Fact]
    public async Task A_date_is_obeyed_by_the_servers_clock()
    {
        _server.Then(
            () =>
            {
                HttpResponseMessage response = Running();
                DateTimeOffset serverNow = _server.Time.GetUtcNow().AddHours(3);
                response.Headers.Date = serverNow;
                response.Headers.Add("Retry-After", serverNow.AddSeconds(7).ToString("R", CultureInfo.InvariantCulture));
                return response;
            },
            () =>
            {
                HttpResponseMessage response = Running();
                response.Headers.Add("Retry-After", _server.Time.GetUtcNow().AddSeconds(4).ToString("R", CultureInfo.InvariantCulture));
                return response;
            },
            () =>
            {
                HttpResponseMessage response = Running();
                response.Headers.Add("Retry-After", _server.Time.GetUtcNow().AddSeconds(-4).ToString("R", CultureInfo.InvariantCulture));
                return response;
            },
            Succeeded);
        Task<CheckReport> wait = _server.Resume().WaitAsync(Token);

        _server.Advance(12);

        await ScriptedServer.Ended(wait);
        Assert.Equal([0, 7, 11, 11], Polls);
    }

    [Fact]
    public async Task The_wait_after_a_refusal_is_as_long_as_the_server_asks()
    {
        _server.Then(() => Refused(HttpStatusCode.TooManyRequests, 3), () => Refused(HttpStatusCode.BadGateway), () => throw new IOException(), Succeeded);
        Task<CheckReport> wait = _server.Resume().WaitAsync(Token);

        _server.Advance(4);

        await ScriptedServer.Ended(wait);
        Assert.Equal([0, 3, 3, 3], Polls);
    }

    [Fact]
    public async Task At_the_deadline_the_job_can_be_resumed()
    {
        _server.Answer = _ => Running(retryAfter: 4);
        AsyncJob<CheckReport> job = _server.Resume();
        Task<CheckReport> wait = job.WaitAsync(_server.Time.GetUtcNow().AddSeconds(10), cancellationToken: Token);

        _server.Advance(9.99);
        Assert.False(wait.IsCompleted);
        _server.Advance(0.01);

        AsyncJobTimeoutException exception = await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(wait));
        Assert.Equal(job.Url, exception.Url);
        Assert.Equal([0, 4, 8], Polls);
    }

    [Fact]
    public async Task A_later_wait_obeys_what_the_server_said_before()
    {
        _server.Answer = _ => Running(retryAfter: 10);
        AsyncJob<CheckReport> job = _server.Resume();
        Task<CheckReport> first = job.WaitAsync(TimeSpan.FromSeconds(6), cancellationToken: Token);
        _server.Advance(6);
        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(first));

        Task<CheckReport> second = job.WaitAsync(TimeSpan.FromSeconds(6), cancellationToken: Token);
        _server.Advance(6);

        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(second));
        Assert.Equal([0, 10], Polls);
    }

    [Fact]
    public async Task A_deadline_that_is_past_asks_nothing()
    {
        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => _server.Resume().WaitAsync(_server.Time.GetUtcNow().AddDays(-1), cancellationToken: Token));

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Without_a_deadline_nothing_ends_the_wait_but_the_token()
    {
        using CancellationTokenSource cancel = new();
        _server.Answer = _ => Running(retryAfter: 3600);
        Task<CheckReport> wait = _server.Resume().WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancel.Token);
        _server.Advance(TimeSpan.FromDays(2).TotalSeconds, step: 60);
        Assert.False(wait.IsCompleted);

        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).CancellationToken);
        Assert.InRange(Polls.Count(), 47, 49);
    }

    [Fact]
    public async Task A_job_that_failed_says_why_and_what_to_quote()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("TIMED_OUT", error: TimedOut))).Resume();

        AsyncJobFailedException exception = await Assert.ThrowsAsync<AsyncJobFailedException>(() => job.WaitAsync(Token));

        Assert.Equal(new AsyncJobError(1002, "pricing timed out", "req-9", "pricing"), exception.Error);
        Assert.Equal((AsyncJobStatus.TimedOut, 1002, "req-9", job.Url), (exception.Status, exception.ErrorCode, exception.RequestId, exception.Url));
        Assert.Equal(
            "The job 'link-checks' timed out: pricing timed out (error 1002, service pricing). When you ask for help, quote the request ID req-9.",
            exception.Message);
    }

    [Fact]
    public async Task A_server_that_asks_for_the_request_id_itself_is_not_repeated()
    {
        const string Failed = """{"errorCode":1001,"requestId":"req-9","message":"The job failed. Quote the request id to have it looked up."}""";
        AsyncJob<CheckReport> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("FAILED", error: Failed))).Resume();

        AsyncJobFailedException exception = await Assert.ThrowsAsync<AsyncJobFailedException>(() => job.WaitAsync(Token));

        Assert.Equal(
            "The job 'link-checks' failed: The job failed. Quote the request id to have it looked up (error 1001). The request ID is req-9.", exception.Message);
    }

    [Fact]
    public async Task A_job_that_failed_is_an_end_like_any_other_to_who_asks_for_the_end()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("FAILED", error: TimedOut))).Resume();

        AsyncJobSnapshot<CheckReport> end = await job.WaitForEndAsync(TimeSpan.FromMinutes(1), cancellationToken: Token);

        Assert.Equal((AsyncJobStatus.Failed, 1002, null), (end.Status, end.Error?.ErrorCode, end.Result));
    }

    [Fact]
    public async Task A_cancelled_job_is_not_mistaken_for_a_cancelled_wait()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("CANCELLED"))).Resume();

        AsyncJobFailedException exception = await Assert.ThrowsAsync<AsyncJobFailedException>(() => job.WaitAsync(Token));

        Assert.Equal((AsyncJobStatus.Cancelled, 0, null), (exception.Status, exception.ErrorCode, exception.RequestId));
        Assert.Equal("The job 'link-checks' was cancelled.", exception.Message);
    }

    [Fact]
    public async Task The_error_of_an_attempt_that_will_be_repeated_is_no_end()
    {
        _server.Then(() => Reply(HttpStatusCode.OK, Status("PENDING", error: TimedOut)), Succeeded);

        Assert.Equal(new CheckReport(7), await _server.Resume().WaitAsync(Token));
    }

    [Fact]
    public async Task Progress_is_told_once_when_it_changes()
    {
        const string Some = """{"fraction":0.4,"message":"12 of 30"}""";
        Recorder progress = new();
        AsyncJob<CheckReport> job = await _server
            .Then(() => Accepted(), () => Running(), () => Running(), () => Running(progress: Some), () => Running(progress: Some), Succeeded)
            .StartAsync();

        await job.WaitAsync(TimeSpan.FromMinutes(1), progress, Token);

        Assert.Equal(["Pending ", "Running ", "Running 0.4 12 of 30", "Succeeded "], progress.Seen);
    }

    [Fact]
    public async Task A_result_of_another_type_is_told_with_the_reason()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("SUCCEEDED", """{"links":"many"}"""))).Resume();

        AsyncJobProtocolException exception = await Assert.ThrowsAsync<AsyncJobProtocolException>(() => job.WaitAsync(Token));

        Assert.IsType<JsonException>(exception.InnerException);
        Assert.Contains("$.links", exception.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_job_that_returns_nothing_has_a_null()
    {
        AsyncJob<JsonElement> job = _server.Then(() => Reply(HttpStatusCode.OK, Status("SUCCEEDED")))
            .Client().Resume(new Uri("jobs/job1", UriKind.Relative), CheckJson.Default.JsonElement);

        Assert.Equal(JsonValueKind.Null, (await job.WaitAsync(Token)).ValueKind);
    }

    [Fact]
    public async Task A_finished_job_stays_so_whatever_a_late_reply_says()
    {
        AsyncJob<CheckReport> job = _server.Then(Succeeded, () => Running()).Resume();
        await job.GetAsync(Token);
        await job.GetAsync(Token);

        Assert.Equal(new CheckReport(7), await job.WaitAsync(Token));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_is_gone_is_not_waited_for()
    {
        AsyncJobRequestException exception =
            await Assert.ThrowsAsync<AsyncJobRequestException>(() => _server.Then(() => Refused(HttpStatusCode.NotFound)).Resume().WaitAsync(Token));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Polls_ask_the_server_to_wait_and_single_questions_do_not()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Running(), () => Running(), Succeeded)
            .Resume(_server.Client(_server.Options(preferWait: TimeSpan.FromSeconds(20))));

        await job.GetAsync(Token);
        await job.WaitAsync(TimeSpan.FromMinutes(10), cancellationToken: Token);

        Assert.Equal([null, "wait=20", "wait=20"], _server.Requests.Select(request => request.Header("Prefer")));
    }

    [Fact]
    public async Task A_cancel_is_repeated_until_it_arrives()
    {
        AsyncJob<CheckReport> job = _server
            .Then(() => throw new HttpRequestException("reset"), () => Reply(HttpStatusCode.Accepted, Status("RUNNING")))
            .Resume();

        AsyncJobSnapshot<CheckReport> asked = await job.CancelAsync(Token);

        Assert.Equal(AsyncJobStatus.Running, asked.Status);
        Assert.Equal(["DELETE", "DELETE"], _server.Requests.Select(request => request.Method));
        Assert.Equal(job.Url.AbsoluteUri, _server.Last.Url);
    }

    [Fact]
    public async Task A_single_question_that_goes_unanswered_ends_with_the_jobs_URL()
    {
        _server.Answer = _ => Refused(HttpStatusCode.ServiceUnavailable, retryAfter: 20);
        AsyncJob<CheckReport> job = _server.Resume();
        Task<AsyncJobSnapshot<CheckReport>> get = job.GetAsync(Token);

        _server.Advance(60);

        Assert.Equal(job.Url, (await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(get))).Url);
        Assert.Equal([0, 20, 40], Polls);
    }

    [Fact]
    public async Task A_timeout_that_is_negative_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _server.Resume().WaitAsync(TimeSpan.FromSeconds(-2), cancellationToken: Token));

    private sealed class Recorder : IProgress<AsyncJobSnapshot>
    {
        public List<string> Seen { get; } = [];

        public void Report(AsyncJobSnapshot value) =>
            Seen.Add($"{value.Status} " + (value.Progress is { } progress ? FormattableString.Invariant($"{progress.Fraction} {progress.Message}") : ""));
    }
}
