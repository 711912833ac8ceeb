using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>Whether a process asks for its first invocation when its warm-up is done, or beside it.</summary>
public sealed class WarmUpWaitTests : IAsyncLifetime
{
    private const int Limit = 60_000;

    private readonly FakeRuntimeApi _api = new();
    private readonly TestClock _clock = new();
    private readonly HeldClients _clients = new();
    private readonly Dictionary<string, string?> _environment = new() { ["ASYNCJOBS_HANDLER"] = "http", ["ASYNCJOBS_TABLE"] = "jobs", ["AWS_REGION"] = "eu-west-1" };
    private Task<int> _host = Task.FromResult(0);

    public ValueTask InitializeAsync()
    {
        _environment["AWS_LAMBDA_RUNTIME_API"] = _api.Address;
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.EndPractice();
        _clients.EndConnections();
        _api.EndInvocations();
        await Assert.ThrowsAsync<RuntimeApiException>(() => _host);
        await _api.DisposeAsync();
    }

    [Theory(Timeout = Limit)]
    [InlineData("on-demand", "128")]
    [InlineData("on-demand", "512")]
    [InlineData("on-demand", "1768")]
    [InlineData(null, "512")]
    [InlineData("provisioned-concurrency", "512")]
    [InlineData("provisioned-concurrency", "10240")]
    [InlineData("provisioned-concurrency", null)]
    public async Task An_invocation_with_a_share_of_a_processor_or_an_environment_made_in_advance_finds_it_done(string? type, string? megabytes)
    {
        Task<FakeRuntimeApi.Reply> reply = Start(type, megabytes);

        await _clock.TimerAsync(WarmUp.LongestWait);
        Assert.Empty(_api.Requests);
        _clients.EndPractice();
        _clients.EndConnections();

        Assert.False((await reply).IsError);
    }

    [Theory(Timeout = Limit)]
    [InlineData("on-demand", "1769")]
    [InlineData("on-demand", "10240")]
    [InlineData("lambda-managed-instances", "2048")]
    [InlineData("on-demand", null)]
    [InlineData("on-demand", "")]
    [InlineData("on-demand", "much")]
    public async Task An_invocation_with_a_whole_processor_or_an_unknown_part_of_one_runs_beside_it(string type, string? megabytes)
    {
        Assert.False((await Start(type, megabytes)).IsError);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_its_practice_nor_its_connections_are_left_to_the_invocation(bool endsPractice)
    {
        (endsPractice ? _clients.EndPractice : (Action)_clients.EndConnections)();
        Task<FakeRuntimeApi.Reply> reply = Start("on-demand", "512");

        await _clock.TimerAsync(WarmUp.LongestWait);
        Assert.Empty(_api.Requests);
        (endsPractice ? _clients.EndConnections : (Action)_clients.EndPractice)();

        Assert.False((await reply).IsError);
    }

    [Fact(Timeout = Limit)]
    public async Task An_invocation_waits_no_longer_than_the_limit()
    {
        Task<FakeRuntimeApi.Reply> reply = Start("on-demand", "512");
        await _clock.TimerAsync(WarmUp.LongestWait);

        _clock.Advance(WarmUp.LongestWait);

        Assert.False((await reply).IsError);
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_waits_where_it_is_turned_off()
    {
        _environment["ASYNCJOBS_WARM_UP"] = "false";

        Assert.False((await Start("on-demand", "512")).IsError);
    }

    /// <summary>Starts a process, and gives it an invocation that needs nothing of AWS.</summary>
    private Task<FakeRuntimeApi.Reply> Start(string? type, string? megabytes)
    {
        _environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = type;
        _environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = megabytes;
        JobApp app = new JobApp([]) { Clients = _clients }.Create(
            environment: _environment.Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!));
        _host = Task.Factory.StartNew(
            () => LambdaHost.Run(app, _environment.GetValueOrDefault, _clock), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return _api.InvokeAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/nowhere"));
    }
}
