using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Aws;
using AsyncJobs.Binding;
using AsyncJobs.Hosting;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Platform;
using AsyncJobs.Tests;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.Storage.Tests.Clients;

/// <summary>What a function does before its first invocation, against a server in the place of DynamoDB and Lambda.</summary>
public class WarmUpTests : IAsyncLifetime
{
    private const int Limit = 60_000;

    private readonly FakeRuntimeApi _api = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string?> _environment = [];
    private LoopbackServer _aws = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _aws = await LoopbackServer.StartAsync(new Uri("http://127.0.0.1:0"), null, AnswerAsync);
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
            [
                ("AWS_LAMBDA_RUNTIME_API", _api.Address),
                ("AWS_REGION", "eu-central-1"),
                ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
                ("AWS_SECRET_ACCESS_KEY", "secret"),
                ("AWS_ENDPOINT_URL", _aws.Address),
                ("ASYNCJOBS_HANDLER", "accept:plain"),
                ("ASYNCJOBS_TABLE", "jobs"),
                ("ASYNCJOBS_WORKERS", "plain=worker"),
                ("ASYNCJOBS_OWNER", "none"),
            ])
        {
            _environment[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _aws.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual AwsClients AppClients => SdkClients.Instance;

    [Fact(Timeout = Limit)]
    public async Task Connections_are_opened_by_requests_that_nobody_signed_and_nothing_else_is_sent()
    {
        Task<int> host = Start();
        await _connected.Task.WaitAsync(Token);
        await StopAsync(host);

        Assert.NotEmpty(_calls);
        Assert.All(_calls, call => Assert.Equal("GET / unsigned", call));
    }

    [Theory(Timeout = Limit)]
    [InlineData(null)]
    [InlineData("512")]
    public async Task The_first_invocation_stores_its_job_and_sends_its_event_once(string? megabytes)
    {
        _environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = megabytes;
        Task<int> host = Start();

        Assert.Equal(202, await AcceptAsync());

        await StopAsync(host);
        Assert.Equal(["POST / PutItem", "POST /2015-03-31/functions/worker/invocations"], _calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    [InlineData("", true)]
    public void It_can_be_turned_off(string value, bool isWarmed)
    {
        _environment["ASYNCJOBS_WARM_UP"] = value;

        Assert.Equal(isWarmed, WarmUp.Begin(App(), Read) is not null);
    }

    [Fact(Timeout = Limit)]
    public async Task A_malformed_switch_fails_the_start()
    {
        _environment["ASYNCJOBS_WARM_UP"] = "perhaps";

        Assert.Equal(1, await Start());

        Assert.Contains("ASYNCJOBS_WARM_UP", Encoding.UTF8.GetString((await _api.InitError).Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("work")]
    [InlineData("status")]
    [InlineData("settle")]
    [InlineData("accept")]
    [InlineData("http")]
    [InlineData("unknown", false)]
    [InlineData(null, false)]
    public void Functions_that_call_AWS_have_it(string? handler, bool isWarmed = true)
    {
        _environment["ASYNCJOBS_HANDLER"] = handler;

        Assert.Equal(isWarmed, WarmUp.Begin(App(), Read) is not null);
    }

    [Fact]
    public void Processes_of_the_local_host_and_applications_with_a_platform_of_their_own_have_none()
    {
        JobApp own = App();
        own.Use(new JobPlatform(new InMemoryJobStore(), new NoDispatcher()));
        Assert.Null(WarmUp.Begin(own, Read));

        _environment["ASYNCJOBS_LIFELINE"] = "127.0.0.1:1";
        Assert.Null(WarmUp.Begin(App(), Read));
    }

    [Theory(Timeout = Limit)]
    [InlineData("not a url")]
    [InlineData("http://127.0.0.1:1")]
    public async Task What_goes_wrong_in_it_is_told_by_the_first_invocation(string endpoint)
    {
        _environment["AWS_ENDPOINT_URL"] = endpoint;
        Task<int> host = Start();

        Assert.Equal(503, await AcceptAsync());

        await StopAsync(host);
    }

    [Theory(Timeout = Limit)]
    [InlineData("provisioned-concurrency")]
    [InlineData("snap-start")]
    public async Task Where_no_invocation_waits_the_process_does(string type)
    {
        _environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = type;
        Task<int> host = Start();
        if (type == "snap-start")
        {
            await _api.Snapshot.WaitAsync(Token);
            Assert.Empty(_calls);
            _api.Restore();
        }

        Assert.Equal(202, await AcceptAsync());
        await _connected.Task.WaitAsync(Token);

        await StopAsync(host);
        string[] before = type == "snap-start" ? ["GET /restore/next"] : [];
        Assert.Equal([.. before, "GET /invocation/next"], _api.Requests.Take(before.Length + 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(15)]
    public async Task Practice_sends_nothing_and_succeeds(int calls)
    {
        await AwsPractice.RunAsync(AppClients, (AwsCalls)calls, Read);

        Assert.Empty(_calls);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("status")]
    [InlineData("http")]
    [InlineData("work")]
    public async Task Practice_of_a_handler_sends_nothing_and_succeeds(string handler)
    {
        await HandlerPractice.RunAsync(AppClients, handler, Read);

        Assert.Empty(_calls);
    }

    private static Task StopAsync(FakeRuntimeApi api, Task<int> host)
    {
        api.EndInvocations();
        return Assert.ThrowsAsync<RuntimeApiException>(() => host);
    }

    private Task StopAsync(Task<int> host) => StopAsync(_api, host);

    private string? Read(string name) => _environment.GetValueOrDefault(name);

    private JobApp App() => new JobApp([new ScriptedRoute()]) { Clients = AppClients }.Create(
        environment: _environment.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!));

    private Task<int> Start() => Task.Factory.StartNew(
        () => LambdaHost.Run(App(), Read), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task<int> AcceptAsync()
    {
        byte[] request = """
            {"version":"2.0","rawPath":"/plain","rawQueryString":"","headers":{"content-type":"application/json"},
            "requestContext":{"http":{"method":"POST","path":"/plain"},"requestId":"r-1"},"isBase64Encoded":false}
            """u8.ToArray();
        FakeRuntimeApi.Reply reply = await _api.InvokeAsync(request);
        return (int)JsonNode.Parse(reply.Body)!["statusCode"]!;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string target = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        string signature = context.Request.Method == "GET" ? context.Request.Headers.ContainsKey("Authorization") ? " signed" : " unsigned" : "";
        _calls.Enqueue($"{context.Request.Method} {context.Request.Path}{(target.Length > 0 ? " " + target : "")}{signature}");
        if (context.Request.Method == "GET")
            _connected.TrySetResult();
        context.Response.StatusCode = context.Request.Path.Value!.EndsWith("/invocations", StringComparison.Ordinal) ? 202 : 200;
        if (context.Response.StatusCode == 200)
            await context.Response.WriteAsync("{}");
    }

    /// <summary>A job with a route and without arguments.</summary>
    private sealed class ScriptedRoute() : JobDefinition<NoResult, NoResult>("plain", new JobRoute("POST", "/plain"))
    {
        protected override NoResult BindInput(ArgumentReader args) => default;

        protected override ValueTask<NoResult> RunAsync(NoResult input, JobContext job) => default;
    }

    private sealed class NoDispatcher : AsyncJobs.Dispatch.IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => default;
    }
}
