using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Budget.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Polly.Retry;

namespace AsyncJobs.Budget.Tests;

/// <summary>What docs/guides/budget.md says about other libraries, in jobs that run out of time, on a clock that only the test moves.</summary>
public sealed class LibraryTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    private readonly JobBench _bench = new();

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_client_of_a_container_ends_with_the_budget()
    {
        await using RawServer server = new(peer => peer.HangAsync());
        ServiceCollection services = new();
        DocumentedLibraries.Container(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("pricing");
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);

        Bench bench = new();
        Task<string> call = bench.RunAsync(() => client.GetStringAsync(server.Address, End));
        await server.Asked.WaitAsync(End);
        bench.Pass(9);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal(("pricing", TimeSpan.FromSeconds(9)), (exceeded.Service, exceeded.Granted));
    }

    [Fact(Timeout = Patience)]
    public async Task A_gRPC_call_has_a_deadline_and_ends_with_the_budget()
    {
        bool hasDeadline = false;
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using GrpcChannel channel = Channel((request, token) =>
        {
            hasDeadline = request.Headers.Contains("grpc-timeout");
            return HangAsync(calling, token);
        });
        await TimesOutAsync(calling.Task, job => DocumentedLibraries.GrpcCall(new QuoteClient(channel), "42", job));
        Assert.True(hasDeadline);
    }

    [Fact(Timeout = Patience)]
    public async Task A_gRPC_call_has_no_deadline_where_there_is_no_budget()
    {
        bool? hasDeadline = null;
        using GrpcChannel channel = Channel((request, _) =>
        {
            hasDeadline = request.Headers.Contains("grpc-timeout");
            throw new HttpRequestException("refused");
        });
        await _bench.WorkAsync(async job =>
        {
            using (InvocationBudget.None.Enter())
                await Assert.ThrowsAsync<RpcException>(() => DocumentedLibraries.GrpcCall(new QuoteClient(channel), "42", job));
        });
        Assert.False(hasDeadline);
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_BudgetHandler_throws_beneath_a_gRPC_channel_is_wrapped()
    {
        Bench bench = new();
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        GrpcChannelOptions options = DocumentedLibraries.GrpcOptions();
        options.HttpHandler = new BudgetHandler("pricing", new StubHandler((_, token) => HangAsync(calling, token)));
        using GrpcChannel channel = GrpcChannel.ForAddress("http://pricing.example/", options);
        Task<string> call = bench.RunAsync(() => new QuoteClient(channel).GetQuoteAsync("42", new CallOptions(cancellationToken: End)).ResponseAsync);
        await calling.Task.WaitAsync(End);
        bench.Pass(9);
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.IsType<BudgetExceededException>(failure.Status.DebugException);
    }

    [Fact(Timeout = Patience)]
    public async Task A_call_of_the_AWS_SDK_ends_with_the_budget()
    {
        await using RawServer server = new(peer => peer.HangAsync());
        AmazonDynamoDBConfig config = new() { ServiceURL = server.Address.ToString() };
        using AmazonDynamoDBClient dynamo = new(new BasicAWSCredentials("key", "secret"), config);
        GetItemRequest request = new("quotes", new Dictionary<string, AttributeValue> { ["id"] = new("42") });
        await TimesOutAsync(server.Asked, job => DocumentedLibraries.Aws(dynamo, request, job));
    }

    [Fact(Timeout = Patience)]
    public async Task Retries_of_Polly_have_what_the_attempts_before_left()
    {
        int attempts = 0;
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HttpClient client = Client(token =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                _bench.Pass(4);
                throw new HttpRequestException("reset");
            }

            return HangAsync(calling, token);
        });
        RetryStrategyOptions retries = DocumentedLibraries.PollyOptions();
        retries.Delay = TimeSpan.Zero; // Pauses run on the system's clock.
        BudgetExceededException? exceeded = null;
        Task work = _bench.WorkAsync(async job =>
            exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => DocumentedLibraries.PollyCall(retries, client, job)));
        await calling.Task.WaitAsync(End);
        _bench.Pass(5);
        await work;
        Assert.Equal(TimeSpan.FromSeconds(5), exceeded!.Granted);
        Assert.Equal(2, attempts);
    }

    [Fact(Timeout = Patience)]
    public async Task A_pause_of_Polly_ends_with_the_budget()
    {
        int attempts = 0;
        using HttpClient client = Client(_ =>
        {
            Interlocked.Increment(ref attempts);
            throw new HttpRequestException("reset");
        });
        TaskCompletionSource pausing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RetryStrategyOptions retries = DocumentedLibraries.PollyOptions();
        retries.Delay = TimeSpan.FromHours(1);
        retries.OnRetry = _ =>
        {
            pausing.TrySetResult();
            return default;
        };
        await TimesOutAsync(pausing.Task, job => DocumentedLibraries.PollyCall(retries, client, job));
        Assert.Equal(1, attempts);
    }

    [Theory(Timeout = Patience)]
    [InlineData(0, 2)]
    [InlineData(8, 1)]
    public async Task A_cap_is_the_lesser_of_itself_and_what_remains(double before, double granted)
    {
        TaskCompletionSource<CancellationToken> calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StubHandler network = new(async (_, token) =>
        {
            calling.TrySetResult(token);
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });
        using HttpClient client = new(network) { BaseAddress = new Uri("http://cache.example/"), Timeout = Timeout.InfiniteTimeSpan };
        Task work = _bench.WorkAsync(job =>
        {
            _bench.Pass(before);
            return Assert.ThrowsAnyAsync<OperationCanceledException>(() => DocumentedLibraries.Capped(client, job));
        });
        CancellationToken token = await calling.Task.WaitAsync(End);
        _bench.Pass(granted - 0.1);
        Assert.False(token.IsCancellationRequested);
        _bench.Pass(0.1);
        await work;
        Assert.Equal(JobStatus.Succeeded, (await _bench.RecordAsync()).Status);
    }

    private static GrpcChannel Channel(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        GrpcChannelOptions options = DocumentedLibraries.GrpcOptions();
        options.HttpHandler = new StubHandler(answer);
        return GrpcChannel.ForAddress("http://pricing.example/", options);
    }

    private static HttpClient Client(Func<CancellationToken, Task<HttpResponseMessage>> answer) =>
        new(new BudgetHandler("pricing", new StubHandler((_, token) => answer(token))))
        {
            BaseAddress = new Uri("http://pricing.example/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static async Task<HttpResponseMessage> HangAsync(TaskCompletionSource calling, CancellationToken token)
    {
        calling.TrySetResult();
        await Task.Delay(Timeout.Infinite, token);
        return new HttpResponseMessage();
    }

    private async Task TimesOutAsync(Task calling, Func<JobContext, Task> method)
    {
        Task work = _bench.WorkAsync(method);
        await calling.WaitAsync(End);
        _bench.Pass(9);
        await work;
        Assert.Equal(JobStatus.TimedOut, (await _bench.RecordAsync()).Status);
    }
}
