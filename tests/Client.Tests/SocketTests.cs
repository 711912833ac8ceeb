using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Client.Tests;

/// <summary>
/// What real connections do. Time is virtual and there are no random pauses: a hanging attempt ends when the test lets its time pass, and whatever
/// else the client waits for is the socket.
/// </summary>
public sealed class SocketTests : IAsyncLifetime
{
    private static readonly string s_running = Documents.Status("RUNNING");
    private static readonly string s_succeeded = Documents.Status("SUCCEEDED", Documents.Done);

    private static readonly Dictionary<string, string> s_broken = new()
    {
        ["no reply at all"] = "",
        ["half a status line"] = "HTTP/1.1 20",
        ["half of the headers"] = "HTTP/1.1 200 OK\r\nContent-Type: appli",
        ["a truncated body"] = SocketExchange.Head("200 OK", s_succeeded.Length) + s_succeeded[..40],
        ["a truncated chunk"] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n1000\r\n" + s_succeeded[..40],
        ["a body that ends with the connection"] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + s_succeeded[..40],
        ["garbage"] = "\u0000\u0001SSH-2.0-nonsense\r\n\r\n",
        ["a garbled chunk"] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nzz\r\nxx\r\n",
        ["garbled JSON"] = SocketExchange.Head("200 OK", 3) + "{]}",
    };

    private readonly FakeTimeProvider _time = new();
    private readonly SocketServer _server = new();
    private HttpClient _http = null!;

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _http = new HttpClient { BaseAddress = _server.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_reply_that_is_broken_is_asked_for_again(string what)
    {
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromMinutes(1), cancellationToken: Token);

        using (SocketExchange first = await _server.NextAsync(Token))
            await first.SendAsync(s_broken[what]);
        await (await _server.NextAsync(Token)).ReplyAsync("200 OK", s_succeeded);

        Assert.Equal(new CheckReport(7), await wait);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task A_connection_that_is_reset_is_made_again(string sent)
    {
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromMinutes(1), cancellationToken: Token);

        SocketExchange first = await _server.NextAsync(Token);
        await first.SendAsync(sent);
        first.Reset();
        await (await _server.NextAsync(Token)).ReplyAsync("200 OK", s_succeeded);

        Assert.Equal(new CheckReport(7), await wait);
    }

    [Fact]
    public async Task A_start_whose_reply_is_lost_is_repeated_under_the_same_key()
    {
        Task<AsyncJob<CheckReport>> start = StartAsync(TimeSpan.FromMinutes(1), Token);

        SocketExchange first = await _server.NextAsync(Token);
        first.Reset();
        using SocketExchange second = await _server.NextAsync(Token);
        await second.ReplyAsync("202 Accepted", s_running, "Location: jobs/job1\r\n");

        Assert.Equal(new Uri(_server.BaseAddress, "jobs/job1"), (await start).Url);
        Assert.NotNull(first.Header("Idempotency-Key"));
        Assert.Equal(first.Header("Idempotency-Key"), second.Header("Idempotency-Key"));
        Assert.EndsWith("""{"site":"example.org"}""", second.Request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Ty")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"id\":")]
    public async Task A_connection_that_hangs_is_given_half_of_the_time_and_replaced(string sent)
    {
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken: Token);
        using SocketExchange first = await _server.NextAsync(Token);
        await first.SendAsync(sent);

        _time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        await first.ClosedAsync(Token);
        await (await _server.NextAsync(Token)).ReplyAsync("200 OK", s_succeeded);
        Assert.Equal(new CheckReport(7), await wait);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    public async Task A_server_that_is_slow_gets_the_time_there_is(int sentBefore)
    {
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken: Token);
        using SocketExchange only = await _server.NextAsync(Token);
        string reply = SocketExchange.Head("200 OK", s_succeeded.Length) + s_succeeded;

        await only.SendAsync(reply[..sentBefore]);
        _time.Advance(TimeSpan.FromSeconds(29));
        await only.SendAsync(reply[sentBefore..]);

        Assert.Equal(new CheckReport(7), await wait);
    }

    [Fact]
    public async Task A_server_that_never_answers_costs_no_more_than_the_deadline()
    {
        AsyncJob<CheckReport> job = Job();
        Task<CheckReport> wait = job.WaitAsync(TimeSpan.FromSeconds(8), cancellationToken: Token);
        using SocketExchange first = await _server.NextAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        using SocketExchange second = await _server.NextAsync(Token);
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));

        AsyncJobTimeoutException exception = await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => wait);
        Assert.Equal(job.Url, exception.Url);
        Assert.Contains("within 3 s", Assert.IsType<TimeoutException>(exception.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancel_ends_a_connection_that_hangs_and_stays_his_own()
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken: cancel.Token);
        using SocketExchange only = await _server.NextAsync(Token);

        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).CancellationToken);
        await only.ClosedAsync(Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"id\":")]
    public async Task A_timeout_of_HttpClient_counts_as_a_lost_connection(string sent)
    {
        _http.Dispose();
        _http = new HttpClient { BaseAddress = _server.BaseAddress, Timeout = TimeSpan.FromMilliseconds(500) };
        Task<CheckReport> wait = Job().WaitAsync(TimeSpan.FromHours(1), cancellationToken: Token);

        using SocketExchange hanging = await _server.NextAsync(Token);
        await hanging.SendAsync(sent);
        SocketExchange next;
        do
        {
            // On a busy machine even a prompt reply can come too late.
            next = await _server.NextAsync(Token);
            await next.ReplyAsync("200 OK", s_succeeded);
        }
        while (await Task.WhenAny(wait, Task.Delay(TimeSpan.FromSeconds(1), Token)) != wait);

        Assert.Equal(new CheckReport(7), await wait);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_one_that_may_come_back()
    {
        Uri gone;
        await using (SocketServer stopped = new())
            gone = new Uri(stopped.BaseAddress, "jobs/job1");
        int attempts = 0;
        TaskCompletionSource several = new(TaskCreationOptions.RunContinuationsAsynchronously);
        AsyncJobClient client = Client(new AsyncJobClientOptions
        {
            TimeProvider = _time,
            NextRandom = () =>
            {
                // The last pause goes up to the deadline.
                if (++attempts < 5)
                    return 0;
                several.SetResult();
                return 1;
            },
        });
        Task<CheckReport> wait = client.Resume(gone, CheckJson.Default.CheckReport).WaitAsync(TimeSpan.FromSeconds(5), cancellationToken: Token);

        await several.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(5));

        AsyncJobTimeoutException exception = await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => wait);
        Assert.IsType<HttpRequestException>(exception.InnerException);
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task Where_nothing_listens_a_call_ends_at_once()
    {
        Uri gone;
        await using (SocketServer stopped = new())
            gone = stopped.BaseAddress;

        // Asked for before a pause alone.
        AsyncJobClientOptions options = new() { TimeProvider = _time, NextRandom = () => throw new InvalidOperationException("It is tried again.") };
        AsyncJobClient client = new(new HttpClient { BaseAddress = gone }, options);
        AsyncJob<CheckReport> job = client.Resume(new Uri("jobs/job1", UriKind.Relative), CheckJson.Default.CheckReport);

        Func<Task>[] calls =
        [
            () => client.StartAsync("link-checks", CheckJson.Default.CheckReport, cancellationToken: Token),
            () => job.GetAsync(Token),
            () => job.CancelAsync(Token),
            () => job.PurgeAsync(Token),
            () => job.RetryAsync(Token),
            async () => await client.ListAsync(cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync(),
        ];
        foreach (Func<Task> call in calls)
            Assert.Equal(HttpRequestError.ConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(call)).HttpRequestError);
    }

    private AsyncJob<CheckReport> Job() =>
        Client().Resume(new Uri("jobs/job1", UriKind.Relative), CheckJson.Default.CheckReport);

    private Task<AsyncJob<CheckReport>> StartAsync(TimeSpan timeout, CancellationToken token) => Client().StartAsync(
        "link-checks",
        new CheckRequest("example.org"),
        CheckJson.Default.CheckRequest,
        CheckJson.Default.CheckReport,
        new AsyncJobStartOptions { Timeout = timeout },
        token);

    private AsyncJobClient Client(AsyncJobClientOptions? options = null) =>
        new(_http, options ?? new AsyncJobClientOptions { TimeProvider = _time, NextRandom = () => 0 });
}
