using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Aws;
using AsyncJobs.Direct.Sending;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Direct.Tests.Sending;

/// <summary>When a request is sent again: as the SDK's standard mode does it, on a clock of the test's.</summary>
public sealed class RetryTests
{
    private readonly DirectBench _bench = new();

    private int Sent => _bench.Service.Requests.Count;

    [Theory]
    [InlineData(400, "ThrottlingException", 1000, 2000, 4000)]
    [InlineData(400, "ProvisionedThroughputExceededException", 1000, 2000, 4000)]
    [InlineData(400, "RequestLimitExceeded", 1000, 2000, 4000)]
    [InlineData(429, "Whatever", 1000, 2000, 4000)]
    [InlineData(500, "InternalServerError", 25, 50, 100)]
    [InlineData(502, "Whatever", 25, 50, 100)]
    [InlineData(503, "ServiceUnavailable", 25, 50, 100)]
    [InlineData(504, "Whatever", 25, 50, 100)]
    [InlineData(400, "RequestTimeoutException", 25, 50, 100)]
    public async Task What_passes_is_tried_three_times_again_with_pauses_that_double(int status, string code, int first, int second, int third)
    {
        _bench.Service.Answer = _ => FakeService.Refuse(status, code);

        AmazonDynamoDBException refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);

        Assert.Equal((4, code, status, "aws-request-1"), (Sent, refusal.ErrorCode, (int)refusal.StatusCode, refusal.RequestId));
        Assert.Equal([first, second, third], _bench.Time.Milliseconds);
    }

    [Fact]
    public async Task Pauses_before_Lambda_are_longer()
    {
        _bench.Service.Answer = static number => number < 3 ? FakeService.Refuse(500, "ServiceException") : new HttpResponseMessage(HttpStatusCode.Accepted);

        using LambdaDispatcher dispatcher = _bench.Dispatcher();
        await dispatcher.SendAsync("worker", "{}"u8.ToArray(), DirectBench.Token);

        Assert.Equal([50, 100], _bench.Time.Milliseconds);
    }

    [Theory]
    [InlineData(400, "ValidationException")]
    [InlineData(400, "ConditionalCheckFailedException")]
    [InlineData(400, "AccessDeniedException")]
    [InlineData(400, "ResourceNotFoundException")]
    [InlineData(400, "KMSThrottlingException")]
    [InlineData(404, null)]
    [InlineData(501, "Whatever")]
    [InlineData(302, null)]
    public async Task What_is_refused_for_good_is_not_tried_again(int status, string? code)
    {
        _bench.Service.Answer = _ => FakeService.Refuse(status, code);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal(1, Sent);
    }

    [Fact]
    public void Which_failures_pass_is_what_the_SDK_says()
    {
        StandardRetryPolicy ofSdk = new(3);
        string?[] codes =
        [
            null, "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "TooManyRequestsException",
            "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
            "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException",
            "InternalServerError", "ValidationException", "KMSThrottlingException", "ReplicatedWriteConflictException", "TransactionConflictException", "IDPCommunicationError",
        ];
        int[] statuses = [200, 400, 403, 404, 408, 409, 413, 421, 429, 500, 501, 502, 503, 504, 505];
        foreach (int status in statuses)
        {
            foreach (string? code in codes)
            {
                AmazonServiceException failure = code == "ReplicatedWriteConflictException"
                    ? new ReplicatedWriteConflictException("", ErrorType.Unknown, code, "", (HttpStatusCode)status)
                    : new AmazonDynamoDBException("", ErrorType.Unknown, code, "", (HttpStatusCode)status);
                bool isThrottled = ofSdk.IsThrottlingError(failure);
                bool passes = isThrottled || ofSdk.IsTransientError(null, failure) || ofSdk.IsServiceTimeoutError(failure);

                Assert.Equal((status, code, isThrottled, passes), (status, code, RetryRules.IsThrottling(failure), RetryRules.IsThrottling(failure) || RetryRules.IsTransient(failure)));
            }
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(null, false)]
    public async Task What_does_not_reach_the_service_is_tried_again_but_not_where_its_certificate_is_wrong(bool? isSocket, bool isRetried)
    {
        Exception cause = isSocket switch
        {
            true => new SocketException((int)SocketError.HostNotFound),
            false => new IOException("broken"),
            null => new AuthenticationException("The remote certificate is invalid."),
        };
        _bench.Service.Answer = _ => throw new HttpRequestException("As the test says.", cause);

        await Assert.ThrowsAsync<HttpRequestException>(_bench.GetAsync);

        Assert.Equal(isRetried ? 4 : 1, Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, 4)]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired, 1)]
    public async Task A_proxy_that_fails_is_asked_again_and_one_that_refuses_is_not(HttpStatusCode status, int tries)
    {
        _bench.Service.Answer = _ => throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "As the test says.", null, status);

        await Assert.ThrowsAsync<HttpRequestException>(_bench.GetAsync);

        Assert.Equal(tries, Sent);
    }

    [Fact]
    public async Task A_connection_that_was_closed_meanwhile_costs_neither_a_pause_nor_a_try_up_to_ten_times()
    {
        _bench.Service.Answer = static _ => throw new HttpRequestException("lost", new IOException("", new SocketException((int)SocketError.ConnectionReset)));

        await Assert.ThrowsAsync<HttpRequestException>(_bench.GetAsync);

        Assert.Equal(14, Sent);
        Assert.Equal([25, 50, 100], _bench.Time.Milliseconds);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_again()
    {
        _bench.Service.Answer = static number =>
            number == 1 ? throw new HttpRequestException("lost", new HttpIOException(HttpRequestError.ResponseEnded)) : FakeService.Ok("""{"Item":{"id":{"S":"a"}}}""");

        Assert.Equal("a", (await _bench.GetAsync()).Item["id"].S);
        Assert.Equal(2, Sent);
        Assert.Equal(_bench.Service.Requests[0].Headers["amz-sdk-invocation-id"], _bench.Service.Requests[1].Headers["amz-sdk-invocation-id"]);
    }

    [Fact]
    public async Task An_attempt_takes_five_seconds_at_most()
    {
        _bench.Service.IsSilent = true;
        _bench.Service.WhenSilent = _bench.Time.PassLimit;

        TimeoutException failure = await Assert.ThrowsAsync<TimeoutException>(_bench.GetAsync);

        Assert.Contains("within 5 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, Sent);
        Assert.Equal([25, 50, 100], _bench.Time.Milliseconds);
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_within_these_five_seconds()
    {
        _bench.Service.Answer = number => number < 3
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream(_bench.Time.PassLimit)) }
            : FakeService.Ok();

        await _bench.GetAsync();

        Assert.Equal(3, Sent);
    }

    [Fact]
    public async Task Whoever_gives_up_in_a_pause_waits_no_longer()
    {
        _bench.Time.PausesPass = false;
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "ThrottlingException");
        using CancellationTokenSource given = new();
        Task<GetItemResponse> getting = _bench.Table().GetItemAsync(new GetItemRequest { TableName = "jobs", Key = new() { ["id"] = new("a") } }, given.Token);
        await _bench.Time.Paused.Task.WaitAsync(DirectBench.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        Assert.Equal(1, Sent);
    }

    [Fact]
    public async Task Whoever_gives_up_while_the_service_is_silent_waits_no_longer()
    {
        _bench.Service.IsSilent = true;
        using CancellationTokenSource given = new();
        Task<GetItemResponse> getting = _bench.Table().GetItemAsync(new GetItemRequest { TableName = "jobs", Key = new() { ["id"] = new("a") } }, given.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        Assert.Equal(1, Sent);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 500)]
    public async Task A_pause_is_a_random_part_of_the_longest(double jitter, int first)
    {
        _bench.Jitter = jitter;
        _bench.Service.Answer = static number => number == 1 ? FakeService.Refuse(400, "ThrottlingException") : FakeService.Ok();

        await _bench.GetAsync();

        Assert.Equal(first == 0 ? [] : [first], _bench.Time.Milliseconds);
    }

    [Fact]
    public void What_is_random_is_between_nothing_and_all()
    {
        double[] parts = [.. Enumerable.Range(0, 1000).Select(static _ => DirectClients.Instance.Jitter())];

        Assert.All(parts, static part => Assert.InRange(part, 0, 1));
        Assert.True(parts.Distinct().Count() > 900);
    }

    [Theory]
    [InlineData("3000", 3000)]
    [InlineData("10", 25)]
    [InlineData("60000", 5025)]
    [InlineData("-1", 25)]
    [InlineData("soon", 25)]
    public async Task The_service_may_ask_for_a_longer_pause_of_up_to_five_seconds_more(string asked, int pause)
    {
        _bench.Service.Answer = number =>
        {
            HttpResponseMessage answer = number == 1 ? FakeService.Refuse(503, "ServiceUnavailable") : FakeService.Ok();
            answer.Headers.TryAddWithoutValidation("x-amz-retry-after", asked);
            return answer;
        };

        await _bench.GetAsync();

        Assert.Equal([pause], _bench.Time.Milliseconds);
    }

    [Fact]
    public void No_pause_is_longer_than_20_seconds()
    {
        Retries retries = new(new RetryQuota(), TimeSpan.FromSeconds(8), static () => 1);
        List<double> pauses = [];
        while (retries.MayGoOn(new TimeoutException(), new Attempt(1), static _ => false))
            pauses.Add(retries.Pause.TotalSeconds);

        Assert.Equal([8, 16, 20], pauses);
    }

    [Theory]
    [InlineData("InternalServerError", 500, 14)]
    [InlineData("ThrottlingException", 400, 5)]
    public async Task Where_everything_fails_a_quota_ends_the_tries_and_successes_fill_it_again(string code, int status, int cost)
    {
        IDynamoDbCalls table = _bench.Table();
        _bench.Service.Answer = _ => FakeService.Refuse(status, code);
        int requests = 200;
        for (int i = 0; i < requests; i++)
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => DirectBench.GetAsync(table));
        Assert.Equal(requests + (500 / cost), Sent);

        // Each success gives one back; the least that is left may be more than nothing.
        _bench.Service.Answer = static _ => FakeService.Ok();
        for (int i = 0; i < cost - (500 % cost); i++)
            await DirectBench.GetAsync(table);
        int before = Sent;
        _bench.Service.Answer = number => number == before + 1 ? FakeService.Refuse(status, code) : FakeService.Ok();
        await DirectBench.GetAsync(table);
        Assert.Equal(before + 2, Sent);

        // A repetition that succeeded has given back what it took.
        _bench.Service.Answer = number => number == before + 3 ? FakeService.Refuse(status, code) : FakeService.Ok();
        await DirectBench.GetAsync(table);
        Assert.Equal(before + 4, Sent);
    }

    [Fact]
    public async Task Each_try_is_signed_with_its_own_time_and_tells_its_number()
    {
        _bench.Service.Answer = static number => number < 3 ? FakeService.Refuse(400, "ThrottlingException") : FakeService.Ok();

        await _bench.GetAsync();

        Assert.Equal(["20260301T120000Z", "20260301T120001Z", "20260301T120003Z"], _bench.Service.Requests.Select(static request => request.Headers["x-amz-date"]));
        Assert.Equal(
            ["attempt=1; max=4", "attempt=2; max=4", "attempt=3; max=4"], _bench.Service.Requests.Select(static request => request.Headers["amz-sdk-request"]));
        Assert.Equal(3, _bench.Service.Requests.Select(static request => request.Headers["authorization"]).Distinct().Count());
        Assert.Single(_bench.Service.Requests.Select(static request => request.Text).Distinct());
    }

    private sealed class EndlessStream(Action whenSilent) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            whenSilent();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
