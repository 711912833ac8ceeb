using AsyncJobs.Client;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>The client library against the real sample.</summary>
public sealed class ClientTests(SampleHost host)
{
    private static readonly object s_table = new { csv = "a;b\n1;x\n2;y\n" };

    [Fact]
    public async Task It_starts_a_job_and_waits_for_its_result()
    {
        using HttpClient http = new() { BaseAddress = host.Process.Address };
        AsyncJobClient client = new(http);

        AsyncJob<SummaryResult> job = await client.StartAsync<object, SummaryResult>(
            "/summaries/q1?delimiter=;", s_table, cancellationToken: TestContext.Current.CancellationToken);
        SummaryResult? result = await job.WaitAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("q1", 2), (result?.Name, result?.Rows));
        Assert.Equal(AsyncJobStatus.Succeeded, job.Latest?.Status);
    }

    [Fact]
    public async Task It_asks_the_server_to_wait_and_knows_the_job_that_ended_meanwhile()
    {
        using HttpClient http = new() { BaseAddress = host.Process.Address };
        AsyncJobClient client = new(http, new AsyncJobClientOptions { PreferWait = TimeSpan.FromSeconds(20) });

        AsyncJob<SummaryResult> job = await client.StartAsync<object, SummaryResult>(
            "/summaries/q1?delimiter=;", s_table, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(AsyncJobStatus.Succeeded, job.Latest?.Status);
        Assert.Equal(new Uri(host.Process.Address, "/jobs/" + job.Id), job.Url);
        Assert.Equal(2, (await job.WaitAsync(cancellationToken: TestContext.Current.CancellationToken))?.Rows);
    }

    [Fact]
    public async Task It_tells_every_fault_of_a_request()
    {
        using HttpClient http = new() { BaseAddress = host.Process.Address };
        AsyncJobClient client = new(http);

        AsyncJobRequestException refused = await Assert.ThrowsAsync<AsyncJobRequestException>(() => client.StartAsync<object, object>(
            "/link-checks?withinSeconds=soon", new { urls = 7 }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(2, refused.Faults.Count);
    }

    private sealed record SummaryResult(string Name, int Rows);
}
