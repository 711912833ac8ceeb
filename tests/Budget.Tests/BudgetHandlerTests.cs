using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Logging;
using AsyncJobs.Time;

namespace AsyncJobs.Budget.Tests;

public sealed class BudgetHandlerTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_has_what_remains_and_then_ends_as_the_budgets()
    {
        Bench bench = new(seconds: 10, reserveSeconds: 2);
        using HttpClient client = bench.Client(StubHandler.Silent());
        bench.Pass(3);
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("quotes", End));

        bench.Pass(4.999);
        Assert.False(call.IsCompleted);

        bench.Pass(0.001);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal("pricing", exceeded.Service);
        Assert.Equal(TimeSpan.FromSeconds(5), exceeded.Granted);
        Assert.Equal(TimeSpan.FromSeconds(5), exceeded.Elapsed);
        Assert.IsAssignableFrom<OperationCanceledException>(exceeded.InnerException);
        Assert.Equal(1, bench.Count("pricing.timedout"));
    }

    [Fact]
    public async Task The_callers_cancel_stays_the_callers()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        using CancellationTokenSource caller = new();
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("quotes", caller.Token));

        await caller.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.Empty(bench.Log.Entries);
        Assert.Equal(0, bench.Count("pricing.timedout"));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_is_the_callers()
    {
        Bench bench = new();
        using HttpMessageInvoker invoker = new(new BudgetHandler("pricing", StubHandler.Silent()));
        using CancellationTokenSource caller = new();
        await caller.CancelAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "http://pricing.example/");
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.RunAsync(() => invoker.SendAsync(request, caller.Token)));
        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task The_end_of_the_budget_is_the_budgets_also_where_the_callers_token_is_the_budgets_own()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        using CancellationTokenSource job = CancellationTokenSource.CreateLinkedTokenSource(bench.Budget.Token);
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("quotes", job.Token));
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);
    }

    [Fact]
    public async Task The_clients_own_timeout_stays_what_it_is()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        client.Timeout = TimeSpan.FromMilliseconds(1);
        TaskCanceledException cancelled = await Assert.ThrowsAsync<TaskCanceledException>(() => bench.RunAsync(() => client.GetAsync("quotes", End)));
        Assert.IsType<TimeoutException>(cancelled.InnerException);
        Assert.Empty(bench.Log.Entries);
    }

    [Fact]
    public async Task A_cancellation_of_neither_passes_through()
    {
        Bench bench = new();
        OperationCanceledException thrown = new("An inner handler gave up.");
        using HttpClient client = bench.Client(new StubHandler((_, _) => throw thrown));
        Assert.Same(thrown, await Assert.ThrowsAsync<OperationCanceledException>(() => bench.RunAsync(() => client.GetAsync("quotes", End))));
    }

    [Fact]
    public async Task Retries_outside_get_what_the_attempts_before_left()
    {
        Bench bench = new();
        List<TimeSpan> remaining = [];
        StubHandler network = new((_, _) =>
        {
            remaining.Add(InvocationBudget.Current.Remaining);
            bench.Pass(4);
            throw new HttpRequestException("The connection was reset.");
        });
        using HttpClient client = new(new RetryHandler(new BudgetHandler("pricing", network))) { Timeout = Timeout.InfiniteTimeSpan };

        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(
            () => bench.RunAsync(() => client.GetAsync("http://pricing.example/", End)));
        Assert.Equal([TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)], remaining);
        Assert.Equal(TimeSpan.FromSeconds(1), exceeded.Granted);
        Assert.Equal(3, network.Requests);
    }

    [Fact]
    public async Task The_pause_of_retries_inside_ends_with_the_budget()
    {
        Bench bench = new();
        StubHandler network = new((_, _) => throw new HttpRequestException("The connection was reset."));
        using HttpClient client = bench.Client(new PausingRetries(network, TimeSpan.FromMinutes(1), bench.Clock));
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("quotes", End));

        bench.Pass(8.999);
        Assert.False(call.IsCompleted);

        bench.Pass(0.001);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal("pricing", exceeded.Service);
        Assert.Equal(TimeSpan.FromSeconds(9), exceeded.Elapsed);
        Assert.Equal(1, network.Requests);
    }

    [Fact]
    public async Task An_attempt_inside_that_times_out_is_not_taken_for_the_end_of_the_budget()
    {
        Bench bench = new();
        AttemptTimeout attempt = new(StubHandler.Silent(), TimeSpan.FromSeconds(4), bench.Clock);
        using HttpClient client = bench.Client(new PausingRetries(attempt, TimeSpan.FromMinutes(1), bench.Clock));
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("quotes", End));

        bench.Pass(4);
        TimeoutException thrown = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(AttemptTimeout.Message, thrown.Message);
        Assert.Equal(0, bench.Count("pricing.timedout"));
    }

    [Theory]
    [InlineData(8.96, false)]
    [InlineData(8.95, true)]
    [InlineData(20, false)]
    public async Task A_call_without_a_useful_time_fails_at_once(double passed, bool isSent)
    {
        Bench bench = new();
        StubHandler network = StubHandler.Of(() => new StringContent("ok"));
        using HttpClient client = bench.Client(network, TimeSpan.FromMilliseconds(50));
        bench.Pass(passed);
        Task<string> call = bench.RunAsync(() => client.GetStringAsync("quotes", End));
        if (isSent)
        {
            Assert.Equal("ok", await call);
            return;
        }

        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal(TimeSpan.Zero, exceeded.Elapsed);
        Assert.Equal(0, network.Requests);
        Assert.Equal("call.refused", Assert.Single(bench.Log.Entries).Event);
        System.Text.Json.JsonElement line = Assert.Single(bench.Flush());
        Assert.Equal(1, line.GetProperty("pricing.refused").GetInt64());
        Assert.False(line.TryGetProperty("pricing.timedout", out _));
    }

    [Fact]
    public async Task Without_a_deadline_a_call_passes_through_as_it_is()
    {
        HttpResponseMessage answer = new() { Content = new StringContent("ok") };
        HttpContent content = answer.Content;
        CancellationToken seen = default;
        using HttpMessageInvoker invoker = new(new BudgetHandler("pricing", new StubHandler((_, token) =>
        {
            seen = token;
            return Task.FromResult(answer);
        })));
        using CancellationTokenSource caller = new();
        using HttpRequestMessage request = new(HttpMethod.Get, "http://pricing.example/");
        HttpResponseMessage response = await invoker.SendAsync(request, caller.Token);
        Assert.Same(answer, response);
        Assert.Same(content, response.Content);
        Assert.Equal(caller.Token, seen);
    }

    [Fact]
    public async Task A_slice_bounds_the_calls_made_in_it()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        Task<HttpResponseMessage> call = bench.RunAsync(async () =>
        {
            using (InvocationBudget.Current.Share(3).Enter())
                return await client.GetAsync("quotes", End);
        });
        bench.Pass(3);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal(TimeSpan.FromSeconds(3), exceeded.Granted);
        Assert.Equal(TimeSpan.FromSeconds(6), bench.Budget.Remaining);
    }

    [Fact]
    public async Task Of_two_handlers_the_inner_one_tells()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(new BudgetHandler("network", StubHandler.Silent()) { MinimumTime = TimeSpan.FromSeconds(1) });
        bench.Pass(8.5);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => bench.RunAsync(() => client.GetAsync("quotes", End)));
        Assert.Equal("network", exceeded.Service);
        Assert.Equal("network", Assert.Single(bench.Log.Entries).Service);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task One_line_says_what_timed_out_without_query_or_credentials()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        Task<HttpResponseMessage> call = bench.RunAsync(
            () => client.PostAsync("https://user:secret@pricing.example:8443/v1/a%20b?token=secret#secret", new StringContent("secret"), End));
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);

        JobLogEntry entry = Assert.Single(bench.Log.Entries);
        using MemoryStream output = new();
        new JsonJobLog(output, bench.Clock).Write(entry);
        Assert.Equal(
            """
            {"timestamp":"2026-03-01T12:00:09Z","level":"WARN","event":"call.timedout","job":"link-checks","jobId":"job-1","requestId":"req-1","attempt":2,"service":"pricing","method":"POST","url":"https://pricing.example:8443/v1/a%20b","grantedMs":9000,"elapsedMs":9000,"correlationId":"corr-1","traceId":"Root=1-5759e988-bd862e3fe1be46a994272793"}

            """,
            System.Text.Encoding.UTF8.GetString(output.ToArray()),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_correlation_id_travels_on_unless_the_request_has_its_own()
    {
        Bench bench = new();
        List<string> sent = [];
        StubHandler network = new((request, _) =>
        {
            sent.AddRange(request.Headers.TryGetValues("x-correlation-id", out IEnumerable<string>? values) ? values : ["none"]);
            return Task.FromResult(new HttpResponseMessage());
        });
        using HttpClient client = bench.Client(network);
        using HttpClient reticent = new(new BudgetHandler("pricing", network) { SendsCorrelationId = false });
        using HttpRequestMessage own = new(HttpMethod.Get, "quotes") { Headers = { { "x-correlation-id", "own" } } };
        await bench.RunAsync(() => client.GetAsync("quotes", End));
        await bench.RunAsync(() => client.SendAsync(own, End));
        await bench.RunAsync(() => reticent.GetAsync("http://pricing.example/", End));
        await client.GetAsync("quotes", End);
        Assert.Equal(["corr-1", "own", "none", "none"], sent);
    }

    [Fact]
    public async Task Calls_of_invocations_at_the_same_time_end_each_with_its_own_budget()
    {
        Bench[] benches = [.. Enumerable.Range(1, 20).Select(number => new Bench(seconds: 10 + number))];
        using HttpClient client = benches[0].Client(StubHandler.Silent());
        Task<HttpResponseMessage>[] calls = [.. benches.Select(bench => bench.RunAsync(() => client.GetAsync("quotes", End)))];
        for (int i = 0; i < benches.Length; i++)
        {
            Assert.All(calls[i..], call => Assert.False(call.IsCompleted));
            benches[i].Pass(10 + i);
            Assert.Equal(TimeSpan.FromSeconds(10 + i), (await Assert.ThrowsAsync<BudgetExceededException>(() => calls[i])).Granted);
            Assert.Equal("job-1", Assert.Single(benches[i].Log.Entries).JobId);
        }
    }

    [Fact]
    public async Task Thousands_of_calls_leave_no_timer_behind()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StringContent("ok")));
        using CancellationTokenSource caller = new();
        for (int i = 0; i < 5_000; i++)
            Assert.Equal("ok", await bench.RunAsync(() => client.GetStringAsync("quotes", caller.Token)));
        Assert.Equal(5_000, bench.Clock.CreatedTimers);
        Assert.Equal(0, bench.Clock.LiveTimers);
        Assert.Equal(5_000, bench.Count("pricing.calls"));
    }

    [Fact]
    public async Task Calls_that_fail_or_are_never_read_leave_no_timer_behind()
    {
        Bench bench = new();
        using HttpClient failing = bench.Client(new StubHandler((_, _) => throw new HttpRequestException("refused")));
        using HttpClient answering = bench.Client(StubHandler.Of(() => new StringContent("ok")));
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => bench.RunAsync(() => failing.GetAsync("quotes", End)));
            using HttpResponseMessage unread = await bench.RunAsync(() => answering.GetAsync("quotes", HttpCompletionOption.ResponseHeadersRead, End));
        }

        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task On_the_systems_clock_not_more_is_kept_than_a_few_calls_need()
    {
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        using HttpClient client = new(new BudgetHandler("pricing", StubHandler.Of(() => new StringContent("ok"))));
        using (budget.Enter())
        {
            await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => client.GetStringAsync("http://pricing.example/", End)));
            Assert.InRange(TimeoutPool.Count, 0, 64);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("pricing\n")]
    [InlineData("préços")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public void A_name_that_cannot_be_a_metric_is_refused(string name) => Assert.Throws<ArgumentException>(() => new BudgetHandler(name));

    [Fact]
    public void A_client_without_a_container_has_no_timeout_of_its_own_and_shares_its_connections()
    {
        using (HttpClient first = BudgetHttpClient.Create("pricing", new Uri("http://pricing.example/")))
            Assert.Equal(Timeout.InfiniteTimeSpan, first.Timeout);
        using HttpClient second = BudgetHttpClient.Create("billing");
        Assert.Null(second.BaseAddress);
    }

    private sealed class RetryHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            while (true)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException)
                {
                    // What is transient is tried again; a spent budget is not.
                }
            }
        }
    }

    private sealed class PausingRetries(HttpMessageHandler inner, TimeSpan pause, TimeProvider time) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            while (true)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(pause, time, cancellationToken);
                }
            }
        }
    }

    private sealed class AttemptTimeout(HttpMessageHandler inner, TimeSpan limit, TimeProvider time) : DelegatingHandler(inner)
    {
        public const string Message = "The attempt took too long.";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using CancellationTokenSource timer = new(limit, time);
            using CancellationTokenSource attempt = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                return await base.SendAsync(request, attempt.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(Message);
            }
        }
    }
}
