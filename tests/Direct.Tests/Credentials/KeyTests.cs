using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using AsyncJobs.Direct.Credentials;
using Xunit;

namespace AsyncJobs.Direct.Tests.Credentials;

/// <summary>With what requests are signed.</summary>
public sealed class KeyTests
{
    private readonly DirectBench _bench = new();

    [Fact]
    public async Task The_variables_come_first_and_are_read_once()
    {
        _bench.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:1/";
        Aws.IDynamoDbCalls table = _bench.Table();
        _bench.Environment["AWS_SECRET_ACCESS_KEY"] = "another";

        await DirectBench.GetAsync(table);
        _bench.Environment["AWS_SESSION_TOKEN"] = "another";
        await DirectBench.GetAsync(table);

        Assert.All(_bench.Service.Requests, static request => Assert.Equal("session-token", request.Headers["x-amz-security-token"]));
        Assert.Equal(_bench.Service.Requests[0].Headers["authorization"], _bench.Service.Requests[1].Headers["authorization"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_a_session_no_token_is_sent(string? token)
    {
        _bench.Environment["AWS_SESSION_TOKEN"] = token;

        await _bench.GetAsync();

        Assert.False(Assert.Single(_bench.Service.Requests).Headers.ContainsKey("x-amz-security-token"));
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    public async Task Without_credentials_the_message_says_what_is_looked_for_and_what_is_not(string variable)
    {
        _bench.Environment[variable] = "";

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(_bench.GetAsync);

        foreach (string part in (string[])["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "profile", "SSO", "IMDS"])
            Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Service.Requests);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("AWS_SESSION_TOKEN")]
    public void Credentials_that_would_end_their_header_are_refused_and_not_repeated(string variable)
    {
        _bench.Environment[variable] = "key\r\nX-Injected: yes";

        AmazonClientException refusal = Assert.Throws<AmazonClientException>(_bench.Table);

        Assert.DoesNotContain("Injected", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_said_has_a_secret()
    {
        AccessKeys keys = new("AKIDEXAMPLE", DirectBench.Secret, "session-token", "the test");
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "InvalidSignatureException", ""","Message":"The canonical string should have been x-amz-security-token:session-token" """);
        Exception refusal = await Assert.ThrowsAnyAsync<Exception>(_bench.GetAsync);

        Assert.Contains("x-amz-security-token:(left out", refusal.Message, StringComparison.Ordinal);
        Assert.All(
            (string[])[keys.ToString(), refusal.ToString(), string.Join("\n", _bench.Service.Requests.SelectMany(static request => request.Headers).Where(static header => header.Key != "x-amz-security-token"))],
            static text =>
            {
                Assert.DoesNotContain(DirectBench.Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain("session-token", text, StringComparison.Ordinal);
            });
    }

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("ExpiredToken")]
    public async Task Expired_credentials_of_the_variables_are_refused_at_once(string code)
    {
        _bench.Service.Answer = _ => FakeService.Refuse(400, code);

        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal((code, 1), (refusal.ErrorCode, _bench.Service.Requests.Count));
    }

    [Theory]
    [InlineData("http://evil.example/credentials")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://169.254.170.2.evil.example/")]
    [InlineData("http://user:password@127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("not a url")]
    public void Only_endpoints_that_the_SDK_asks_too_are_asked(string uri)
    {
        Assert.Throws<AmazonClientException>(() => Endpoint(uri));
    }

    [Theory]
    [InlineData("https://credentials.example/x")]
    [InlineData("http://127.0.0.1:9001/2018-06-01/credentials")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://169.254.170.2/v2")]
    [InlineData("http://169.254.170.23/v1/credentials")]
    [InlineData("http://[fd00:ec2::23]/v1/credentials")]
    public void These_are(string uri) => Assert.Equal(new Uri(uri), Endpoint(uri).Uri);

    [Fact]
    public async Task The_endpoint_is_asked_with_its_token_once_for_all_that_wait()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Container container = new(_bench.Time, async () => await answer.Task);
        ContainerKeys keys = container.Open(token: "Bearer secret");
        Task<AccessKeys>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => keys.GetAsync(DirectBench.Token).AsTask())];
        answer.SetResult();

        AccessKeys[] got = await Task.WhenAll(waiting);

        Assert.Single(got.Distinct());
        Assert.Equal(("Bearer secret", 1), (container.Tokens.Single(), container.Tokens.Count));
        Assert.Equal(("ID1", "secret1", "token1"), (got[0].Id, got[0].Secret, got[0].Token));
    }

    [Fact]
    public async Task They_are_renewed_before_they_expire_and_nobody_waits_as_long_as_the_old_ones_hold()
    {
        Container container = new(_bench.Time);
        ContainerKeys keys = container.Open();
        AccessKeys first = await keys.GetAsync(DirectBench.Token);
        _bench.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Same(first, await keys.GetAsync(DirectBench.Token));
        Assert.Single(container.Tokens);

        _bench.Time.Advance(TimeSpan.FromMinutes(10));
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        container.Before = () => held.Task;
        Assert.Same(first, await keys.GetAsync(DirectBench.Token));
        Assert.Same(first, await keys.GetAsync(DirectBench.Token));
        _bench.Time.Advance(TimeSpan.FromMinutes(9.5));
        Task<AccessKeys> waiting = keys.GetAsync(DirectBench.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        held.SetResult();

        Assert.Equal("ID2", (await waiting).Id);
        Assert.Equal(2, container.Tokens.Count);
    }

    [Fact]
    public async Task What_a_service_calls_expired_is_asked_for_again_and_the_request_sent_once_more()
    {
        Container container = new(_bench.Time);
        ContainerKeys keys = container.Open();
        _bench.Service.Answer = static number => number == 1 ? FakeService.Refuse(400, "ExpiredTokenException") : FakeService.Ok();
        DirectClients clients = new(new HttpMessageInvoker(_bench.Service), keys, _bench.Time);

        await DirectBench.GetAsync(clients.OpenTable(_bench.Environment.GetValueOrDefault));

        Assert.Equal(["token1", "token2"], _bench.Service.Requests.Select(static request => request.Headers["x-amz-security-token"]));
    }

    [Fact]
    public async Task Whatever_is_called_expired_again_and_again_is_refused_in_the_end()
    {
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "ExpiredTokenException");
        DirectClients clients = new(new HttpMessageInvoker(_bench.Service), new Container(_bench.Time).Open(), _bench.Time);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => DirectBench.GetAsync(clients.OpenTable(_bench.Environment.GetValueOrDefault)));

        Assert.Equal(2, _bench.Service.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task An_endpoint_that_fails_for_a_moment_is_asked_again(int status)
    {
        Container container = new(_bench.Time) { Faults = new([status, status]) };

        Assert.Equal("ID3", (await container.Open().GetAsync(DirectBench.Token)).Id);
        Assert.Equal(2, _bench.Time.Pauses.Count);
        Assert.InRange(_bench.Time.Pauses[1], TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(500));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(503, 5)]
    [InlineData(403, 1)]
    [InlineData(302, 1)]
    public async Task An_endpoint_that_refuses_or_fails_for_good_is_an_error_without_its_token(int status, int tries)
    {
        Container container = new(_bench.Time) { Faults = new(Enumerable.Repeat(status, 9)) };

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(() => container.Open(token: "Bearer secret").GetAsync(DirectBench.Token).AsTask());

        Assert.Equal(tries, container.Tokens.Count);
        Assert.Contains("AWS_CONTAINER_CREDENTIALS_FULL_URI", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"AccessKeyId":"A","SecretAccessKey":"very-secret","Token":"T"}""")]
    [InlineData("""{"AccessKeyId":"A","SecretAccessKey":"very-secret","Token":"T","Expiration":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":"A","SecretAccessKey":"very-secret","Token":"T","Expiration":"later"}""")]
    [InlineData("""{"AccessKeyId":"A\r\nX: y","SecretAccessKey":"very-secret","Token":"T","Expiration":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":7,"SecretAccessKey":"very-secret","Token":"T","Expiration":"2030-01-01T00:00:00Z"}""")]
    public async Task An_answer_without_credentials_is_refused_and_not_repeated(string answer)
    {
        Container container = new(_bench.Time) { Text = answer };

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(() => container.Open().GetAsync(DirectBench.Token).AsTask());

        Assert.DoesNotContain("very-secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_from_a_file_is_read_each_time_and_comes_first()
    {
        string file = Path.GetTempFileName();
        Container container = new(_bench.Time);
        ContainerKeys keys = container.Open(token: "other", file: file);
        await File.WriteAllTextAsync(file, "first\n", DirectBench.Token);
        AccessKeys got = await keys.GetAsync(DirectBench.Token);
        await File.WriteAllTextAsync(file, "second", DirectBench.Token);
        Assert.True(keys.Forget(got));
        await keys.GetAsync(DirectBench.Token);
        await File.WriteAllTextAsync(file, "third\r\nX-Injected: yes", DirectBench.Token);
        keys.Forget(await keys.GetAsync(DirectBench.Token));

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(() => keys.GetAsync(DirectBench.Token).AsTask());

        File.Delete(file);
        Assert.Equal(["first", "second"], container.Tokens);
        Assert.DoesNotContain("third", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_by_its_variable()
    {
        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(
            () => new Container(_bench.Time).Open(file: "/nowhere/token").GetAsync(DirectBench.Token).AsTask());

        Assert.Contains("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_breaks_connections_is_named_and_not_asked_as_often_as_a_service()
    {
        Container container = new(_bench.Time)
        {
            Before = static () => throw new HttpRequestException("lost", new IOException("", new SocketException((int)SocketError.ConnectionReset))),
        };
        DirectClients clients = new(new HttpMessageInvoker(_bench.Service), container.Open(), _bench.Time);

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(
            () => DirectBench.GetAsync(clients.OpenTable(_bench.Environment.GetValueOrDefault)));

        Assert.Equal(5, container.Tokens.Count);
        Assert.Contains("AWS_CONTAINER_CREDENTIALS_FULL_URI", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Service.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_read_when_its_credentials_have_expired_is_asked_for_again()
    {
        bool isFrozen = true;
        Container container = new(_bench.Time)
        {
            Expiration = () => _bench.Time.GetUtcNow().AddHours(isFrozen ? -1 : 1),
        };
        container.Before = () =>
        {
            isFrozen = container.Tokens.Count == 1;
            return Task.CompletedTask;
        };

        Assert.Equal("ID2", (await container.Open().GetAsync(DirectBench.Token)).Id);
    }

    [Fact]
    public async Task A_machine_whose_clock_is_ahead_of_all_credentials_is_told_both_times()
    {
        Container container = new(_bench.Time) { Expiration = static () => new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero) };

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(() => container.Open().GetAsync(DirectBench.Token).AsTask());

        Assert.Contains("2001-02-03 04:05:06Z", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_bench.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_can_give_up_and_the_others_get_theirs()
    {
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ContainerKeys keys = new Container(_bench.Time, () => held.Task).Open();
        using CancellationTokenSource impatient = new();
        Task<AccessKeys> first = keys.GetAsync(impatient.Token).AsTask();
        Task<AccessKeys> second = keys.GetAsync(DirectBench.Token).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.SetResult();

        Assert.Equal("ID1", (await second).Id);
    }

    private static ContainerEndpoint Endpoint(string uri) => ContainerEndpoint.Of(name => name == "AWS_CONTAINER_CREDENTIALS_FULL_URI" ? uri : null);

    /// <summary>The endpoint of a container, which gives new credentials each time, for an hour.</summary>
    private sealed class Container(QuickTime time, Func<Task>? before = null) : HttpMessageHandler
    {
        public List<string?> Tokens { get; } = [];

        public Func<Task>? Before { get; set; } = before;

        /// <summary>What is answered instead, in order: a status, or 0 for nothing.</summary>
        public Queue<int> Faults { get; init; } = [];

        public string? Text { get; init; }

        public Func<DateTimeOffset> Expiration { get; init; } = () => time.GetUtcNow().AddHours(1);

        public ContainerKeys Open(string? token = null, string? file = null) =>
            new(new ContainerEndpoint(new Uri("http://127.0.0.1:9001/credentials"), token, file), time, new HttpMessageInvoker(this));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Tokens.Add(request.Headers.TryGetValues("Authorization", out IEnumerable<string>? values) ? values.Single() : null);
            int number = Tokens.Count;
            if (Before is not null)
                await Before();
            if (Faults.TryDequeue(out int status))
                return status == 0 ? throw new HttpRequestException("Nobody there.") : new HttpResponseMessage((HttpStatusCode)status);

            string json = $$"""
                {"AccessKeyId":"ID{{number}}","SecretAccessKey":"secret{{number}}","Token":"token{{number}}","Expiration":"{{Expiration():O}}"}
                """;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Text ?? json) };
        }
    }
}
