using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>Whether the handler practices before the first invocation, too.</summary>
public sealed class WarmUpPracticeTests
{
    private const int Limit = 60_000;

    private readonly HeldClients _clients = new();
    private readonly Dictionary<string, string> _environment = new()
    {
        ["ASYNCJOBS_HANDLER"] = "http",
        ["ASYNCJOBS_TABLE"] = "jobs",
        ["AWS_REGION"] = "eu-west-1",
    };

    [Theory(Timeout = Limit)]
    [InlineData("on-demand", "512", true)]
    [InlineData("on-demand", "1769", false)]
    [InlineData("on-demand", "", false)]
    [InlineData("provisioned-concurrency", "1769", true)]
    [InlineData("snap-start", "1769", true)]
    public async Task It_does_where_the_process_waits_for_it(string type, string megabytes, bool practices)
    {
        WarmUp warmUp = Begin(type, megabytes);
        _clients.EndConnections();
        _clients.EndPractice();
        await warmUp.Ended;

        Assert.Equal(practices ? 2 : 1, _clients.Practices);
    }

    [Fact(Timeout = Limit)]
    public async Task It_does_not_begin_beside_an_invocation()
    {
        TestClock clock = new();
        WarmUp warmUp = Begin("on-demand", "512");
        Task wait = Task.Run(() => warmUp.WaitBeforeInvocation(clock), TestContext.Current.CancellationToken);
        await clock.TimerAsync(WarmUp.LongestWait);
        clock.Advance(WarmUp.LongestWait);
        await wait;

        _clients.EndConnections();
        _clients.EndPractice();
        await warmUp.Ended;

        Assert.Equal(1, _clients.Practices);
    }

    private WarmUp Begin(string type, string megabytes)
    {
        _environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = type;
        _environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = megabytes;
        JobApp app = new JobApp([]) { Clients = _clients }.Create(environment: _environment);
        WarmUp? warmUp = WarmUp.Begin(app, _environment.GetValueOrDefault);
        Assert.NotNull(warmUp);
        return warmUp;
    }
}
