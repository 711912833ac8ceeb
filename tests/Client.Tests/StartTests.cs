using System.Net;
using System.Text.Json;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

public sealed class StartTests
{
    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<HttpStatusCode> Passing =>
    [
        HttpStatusCode.RequestTimeout, (HttpStatusCode)425, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError,
        HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout,
    ];

    public static TheoryData<HttpStatusCode> Lasting =>
    [
        HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed,
        HttpStatusCode.Conflict, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnprocessableEntity,
        HttpStatusCode.Found,
    ];

    [Fact]
    public async Task A_job_is_started_with_its_body_as_JSON()
    {
        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(location: "jobs/job1")).StartAsync();

        Assert.Equal("POST", _server.Last.Method);
        Assert.Equal("https://api.example/prod/link-checks", _server.Last.Url);
        Assert.Equal("""{"site":"example.org"}""", _server.Last.Body);
        Assert.Equal("application/json, application/problem+json", _server.Last.Header("Accept"));
        Assert.Equal("job1", job.Id);
        Assert.Equal("https://api.example/prod/jobs/job1", job.Url.AbsoluteUri);
        Assert.Equal(AsyncJobStatus.Pending, job.Latest?.Status);
    }

    [Fact]
    public async Task A_job_without_a_body_is_started_by_its_method_and_query()
    {
        AsyncJobClient client = _server.Then(() => Accepted()).Client();

        await client.StartAsync("sums?limit=3", CheckJson.Default.JsonElement, new AsyncJobStartOptions { Method = HttpMethod.Put }, Token);

        Assert.Equal(("PUT", "https://api.example/prod/sums?limit=3", null), (_server.Last.Method, _server.Last.Url, _server.Last.Body));
    }

    [Fact]
    public async Task Types_without_metadata_are_described_by_reflection_with_the_defaults_of_the_web()
    {
        AsyncJobClient client = _server.Then(() => Accepted(status: "RUNNING"), Succeeded).Client();

        AsyncJob<CheckReport> job = await client.StartAsync<CheckRequest, CheckReport>("link-checks", new CheckRequest("a"), cancellationToken: Token);

        Assert.Equal("""{"site":"a"}""", _server.Last.Body);
        Assert.Equal(new CheckReport(7), (await client.Resume<CheckReport>(job.Url).GetAsync(Token)).Result);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_start_that_may_have_failed_is_repeated_under_the_same_key(HttpStatusCode statusCode)
    {
        _server.Then(() => Refused(statusCode), () => throw new HttpRequestException("reset"), () => Accepted());

        await _server.StartAsync();

        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(32, _server.Last.Header("Idempotency-Key")?.Length);
        Assert.Single(_server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());
        Assert.Single(_server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Two_starts_have_different_keys()
    {
        await _server.Then(() => Accepted()).StartAsync();
        await _server.Then(() => Accepted()).StartAsync();

        Assert.NotEqual(_server.Requests[0].Header("Idempotency-Key"), _server.Requests[1].Header("Idempotency-Key"));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_refusal_is_not_repeated(HttpStatusCode statusCode)
    {
        AsyncJobRequestException exception = await Assert.ThrowsAsync<AsyncJobRequestException>(() => _server.Then(() => Refused(statusCode)).StartAsync());

        Assert.Single(_server.Requests);
        Assert.Equal(statusCode, exception.StatusCode);
    }

    [Fact]
    public async Task A_refusal_tells_every_fault_and_the_request_id_to_quote()
    {
        const string Errors = """[{"in":"query","name":"limit","message":"must be a whole number"},{"in":"body","name":"$.site","message":"is missing"}]""";
        _server.Then(() => Reply(HttpStatusCode.BadRequest, Problem(400, 2400, "The request is malformed; see errors.", Errors)));

        AsyncJobRequestException exception = await Assert.ThrowsAsync<AsyncJobRequestException>(() => _server.StartAsync());

        Assert.Equal((2400, "req-1", "The request is malformed; see errors."), (exception.ErrorCode, exception.RequestId, exception.Detail));
        Assert.Equal([new("query", "limit", "must be a whole number"), new("body", "$.site", "is missing")], exception.Faults);
        Assert.Equal(
            "The server answered 400: query limit must be a whole number; body $.site is missing (error 2400). "
            + "When you ask for help, quote the request ID req-1.",
            exception.Message);
    }

    [Theory]
    [InlineData("""{"message":"Forbidden"}""", "Forbidden")]
    [InlineData("<html>", null)]
    [InlineData("[1]", null)]
    [InlineData("", null)]
    public async Task A_refusal_of_the_gateway_is_told_as_well(string body, string? detail)
    {
        _server.Then(() =>
        {
            HttpResponseMessage response = Reply(HttpStatusCode.Forbidden, body);
            response.Headers.Add("apigw-requestid", "gw-1");
            return response;
        });

        AsyncJobRequestException exception = await Assert.ThrowsAsync<AsyncJobRequestException>(() => _server.StartAsync());

        Assert.Equal((0, "gw-1", detail), (exception.ErrorCode, exception.RequestId, exception.Detail));
        Assert.Contains("quote the request ID gw-1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_key_method_and_headers_are_sent()
    {
        AsyncJobClientOptions options = new()
        {
            TimeProvider = _server.Time,
            NextRandom = () => 0,
            ConfigureRequest = request => request.Headers.Add("x-every", "1"),
        };
        AsyncJobStartOptions start = new() { IdempotencyKey = "order-4711", ConfigureRequest = request => request.Headers.Add("x-tenant", "t1") };

        AsyncJob<CheckReport> job = await _server.Then(() => Accepted(), Succeeded).StartAsync(_server.Client(options), start);
        await job.GetAsync(Token);

        Assert.Equal("order-4711", _server.Requests[0].Header("Idempotency-Key"));
        Assert.Equal(("1", "t1"), (_server.Requests[0].Header("x-every"), _server.Requests[0].Header("x-tenant")));
        Assert.Equal(("1", null), (_server.Requests[1].Header("x-every"), _server.Requests[1].Header("x-tenant")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("schlüssel")]
    [InlineData("a\r\nb")]
    public void A_key_that_no_server_takes_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new AsyncJobStartOptions { IdempotencyKey = key });

    [Fact]
    public async Task When_the_deadline_passes_the_key_and_the_last_failure_are_told()
    {
        _server.Answer = _ => Refused(HttpStatusCode.ServiceUnavailable, retryAfter: 4);
        Task<AsyncJob<CheckReport>> start = _server.StartAsync(options: new() { Timeout = TimeSpan.FromSeconds(10), IdempotencyKey = "k" });

        _server.Advance(10);

        AsyncJobTimeoutException exception = await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(start));
        Assert.Equal((null, "k"), (exception.Url, exception.IdempotencyKey));
        Assert.Equal("req-1", Assert.IsType<AsyncJobRequestException>(exception.InnerException).RequestId);
        Assert.Equal([0, 4, 8], _server.Requests.Select(request => request.At.TotalSeconds));
    }

    [Theory]
    [InlineData(5, 9, 5)]
    [InlineData(9, 5, 5)]
    [InlineData(-1, 5, 5)]
    public async Task Of_timeout_and_deadline_the_earlier_counts(int timeout, int deadline, int expected)
    {
        _server.Answer = _ => Refused(HttpStatusCode.ServiceUnavailable, retryAfter: 1);
        AsyncJobStartOptions options = new()
        {
            Timeout = timeout < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(timeout),
            Deadline = _server.Time.GetUtcNow().AddSeconds(deadline),
        };
        Task<AsyncJob<CheckReport>> start = _server.StartAsync(options: options);

        _server.Advance(20);

        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(start));
        Assert.Equal(expected, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_beyond_the_deadline_is_not_waited_for()
    {
        _server.Then(() => Refused(HttpStatusCode.TooManyRequests, retryAfter: 60));

        Task<AsyncJob<CheckReport>> start = _server.StartAsync(options: new() { Timeout = TimeSpan.FromSeconds(60) });

        Assert.True(start.IsCompleted);
        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => start);
    }

    [Fact]
    public async Task The_callers_cancel_stays_his_own()
    {
        using CancellationTokenSource cancel = new();
        _server.Answer = _ => Refused(HttpStatusCode.ServiceUnavailable, retryAfter: 5);
        Task<AsyncJob<CheckReport>> start = _server.StartUntilAsync(cancel.Token);

        await cancel.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_waited_answers_with_the_finished_job()
    {
        AsyncJobClient client = _server.Then(Succeeded).Client(_server.Options(preferWait: TimeSpan.FromSeconds(10)));

        AsyncJob<CheckReport> job = await _server.StartAsync(client);

        Assert.Equal("wait=10", _server.Last.Header("Prefer"));
        Assert.Equal(new CheckReport(7), await job.WaitAsync(Token));
        Assert.Single(_server.Requests);
        Assert.Throws<InvalidOperationException>(() => job.Url);
    }

    [Fact]
    public async Task The_repeat_of_a_finished_job_is_not_polled()
    {
        AsyncJob<CheckReport> job = await _server.Then(() => Reply(HttpStatusCode.Accepted, Status("SUCCEEDED", Done), location: "/jobs/job1")).StartAsync();

        Assert.Equal(new CheckReport(7), await job.WaitAsync(TimeSpan.Zero, cancellationToken: Token));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(40, "wait=10")]
    [InlineData(12, "wait=3")]
    [InlineData(1.9, null)]
    public async Task A_server_is_not_asked_to_wait_longer_than_the_attempt_lasts(double timeout, string? expected)
    {
        AsyncJobClient client = _server.Then(Succeeded).Client(_server.Options(preferWait: TimeSpan.FromSeconds(20)));

        await _server.StartAsync(client, new() { Timeout = TimeSpan.FromSeconds(timeout) });

        Assert.Equal(expected, _server.Last.Header("Prefer"));
    }

    [Fact]
    public async Task A_server_is_not_asked_to_wait_longer_than_HttpClient_does()
    {
        AsyncJobClient client = _server.Then(Succeeded)
            .Client(_server.Options(preferWait: TimeSpan.FromSeconds(20)), http => http.Timeout = TimeSpan.FromSeconds(16));

        await _server.StartAsync(client);

        Assert.Equal("wait=8", _server.Last.Header("Prefer"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"id":"job1","sta""")]
    public async Task A_reply_that_breaks_off_is_asked_for_again(string body)
    {
        await _server.Then(() => Reply(HttpStatusCode.Accepted, body, location: "/jobs/job1"), () => Accepted()).StartAsync();

        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"id":"job1","job":"j","status":7,"createdAt":"2026-01-01T00:00:00.000Z"}""")]
    [InlineData("""{"id":"job1","job":"j","status":null,"createdAt":"2026-01-01T00:00:00.000Z"}""")]
    [InlineData("""{"id":"job1","job":"j","status":"PENDING","createdAt":"yesterday"}""")]
    [InlineData("""{"id":null,"job":"j","status":"PENDING","createdAt":"2026-01-01T00:00:00.000Z"}""")]
    public async Task JSON_that_is_no_status_document_is_not_asked_for_again(string body)
    {
        _server.Then(() => Reply(HttpStatusCode.Accepted, body, location: "/jobs/job1"));

        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => _server.StartAsync());

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_login_page_is_no_reply()
    {
        _server.Then(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>", null, "text/html") });

        AsyncJobProtocolException exception = await Assert.ThrowsAsync<AsyncJobProtocolException>(() => _server.StartAsync());

        Assert.Contains("text/html", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_refused_is_not_tried_again()
    {
        _server.Then(() => throw new HttpRequestException(
            HttpRequestError.SecureConnectionError, "SSL", new System.Security.Authentication.AuthenticationException("certificate")));

        await Assert.ThrowsAsync<HttpRequestException>(() => _server.StartAsync());

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_start_that_may_have_arrived_is_repeated_though_the_next_connection_is_refused()
    {
        _server.Then(() => throw new HttpRequestException("reset"), () => throw Refusal(), () => Accepted());

        await _server.StartAsync();

        Assert.Equal(3, _server.Requests.Count);
        Assert.Single(_server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());

        static HttpRequestException Refusal() => new(
            HttpRequestError.ConnectionError, "refused", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused));
    }

    [Fact]
    public async Task A_whole_request_is_sent_as_it_is()
    {
        AsyncJobClient client = _server.Then(() => Accepted(), Succeeded).Client(_server.Options(preferWait: TimeSpan.FromSeconds(10)));
        AsyncJobStartRequest request = new("PUT", "sums/a%2Fb?limit=3")
        {
            Body = "a;b"u8.ToArray(),
            ContentType = "text/csv",
            Headers = [new("X-Tenant", "t1"), new("prefer", "respond-async"), new("Idempotency-Key", "order-4711"), new("Content-Language", "fr")],
        };

        AsyncJob<JsonElement> job = await client.StartAsync(request, new AsyncJobStartOptions { IdempotencyKey = "other" }, Token);

        Assert.Equal(("PUT", "https://api.example/prod/sums/a%2Fb?limit=3", "a;b", "text/csv"), (_server.Last.Method, _server.Last.Url, _server.Last.Body, _server.Last.ContentType));
        Assert.Equal(("t1", "respond-async", "order-4711"), (_server.Last.Header("X-Tenant"), _server.Last.Header("Prefer"), _server.Last.Header("Idempotency-Key")));
        Assert.Equal(7, (await client.Resume(job.Url).GetAsync(Token)).Result.GetProperty("links").GetInt32());
    }

    [Fact]
    public async Task A_key_that_is_an_argument_is_told_when_the_deadline_passes()
    {
        _server.Answer = _ => Refused(HttpStatusCode.ServiceUnavailable, retryAfter: 60);
        AsyncJobStartRequest request = new("POST", "sums") { Headers = [new("idempotency-key", "order-4711")] };

        AsyncJobTimeoutException exception = await Assert.ThrowsAsync<AsyncJobTimeoutException>(
            () => _server.Client().StartAsync(request, new AsyncJobStartOptions { Timeout = TimeSpan.FromSeconds(10) }, Token));

        Assert.Equal("order-4711", exception.IdempotencyKey);
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_reply_is_read_over()
    {
        AsyncJobClient client = _server
            .Then(
                () => Reply(HttpStatusCode.Accepted, "\uFEFF" + Status("RUNNING"), location: "jobs/job1"),
                () => Reply(HttpStatusCode.OK, "\uFEFF" + Status("SUCCEEDED", Done)),
                () => Reply(HttpStatusCode.BadRequest, "\uFEFF" + Problem(400, 2400, "no")))
            .Client();

        Assert.Equal(new CheckReport(7), await (await _server.StartAsync(client)).WaitAsync(Token));
        Assert.Equal(2400, (await Assert.ThrowsAsync<AsyncJobRequestException>(() => _server.StartAsync(client))).ErrorCode);
    }

    [Fact]
    public async Task A_handshake_that_breaks_off_is_tried_again()
    {
        _server.Then(() => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "SSL", new IOException("reset")), () => Accepted());

        await _server.StartAsync();

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_route_needs_a_host()
    {
        AsyncJobClient client = new(new HttpClient(_server));

        await Assert.ThrowsAsync<ArgumentException>(() => _server.StartAsync(client));

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_rooted_route_is_one_of_the_host()
    {
        AsyncJobClient client = _server.Then(() => Accepted()).Client();

        await client.StartAsync("/link-checks", CheckJson.Default.CheckReport, cancellationToken: Token);

        Assert.Equal("https://api.example/link-checks", _server.Last.Url);
    }

    [Fact]
    public async Task A_result_may_be_as_deep_as_its_own_options_allow()
    {
        string deep = new string('[', 64) + new string(']', 64);
        AsyncJobClient client = _server.Then(() => Reply(HttpStatusCode.OK, Status("SUCCEEDED", deep))).Client();

        AsyncJob<JsonElement> job = await client.StartAsync("x", CheckJson.Default.JsonElement, cancellationToken: Token);

        Assert.Equal(deep, (await job.WaitAsync(Token)).GetRawText());
    }
}
