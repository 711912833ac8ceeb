using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>The faults that the command line asks for.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Every_event_comes_twice_late_and_in_another_order_and_each_job_succeeds()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--duplicates", "100", "--delay", "0.3", "--seed", "5");
        using JobClient client = new(host.Address);
        Assert.Contains("Faults are injected; --seed 5 repeats their sequence.", host.Output, StringComparison.Ordinal);

        string[] urls = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.StartAsync("/patient?milliseconds=1", "")));
        JsonElement[] jobs = await Task.WhenAll(urls.Select(client.WaitForEndAsync));

        Assert.All(jobs, job => Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString()));
        Assert.NotEqual(InOrderOf("createdAt"), InOrderOf("startedAt"));
        await host.WaitForLinesAsync(10, line => line.Contains("event.duplicated", StringComparison.Ordinal));

        string[] InOrderOf(string time) =>
            [.. jobs.OrderBy(job => job.GetProperty(time).GetString(), StringComparer.Ordinal).Select(job => job.GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task Processes_are_killed_while_they_run_and_the_log_says_so()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated", "--kill", "100", "--retry-delay", "0.05", "--concurrency", "1");
        using JobClient client = new(host.Address);

        // One that is done before its time has come is not killed.
        while (!host.Output.Contains("process.killed function=http", StringComparison.Ordinal))
        {
            using HttpResponseMessage response = await client.PostAsync("/patient?milliseconds=1", "");
            Assert.Contains((int)response.StatusCode, (int[])[202, 500]);
        }

        string[] killed = await host.WaitForLinesAsync(1, line => line.Contains("process.killed function=http", StringComparison.Ordinal));
        Assert.Contains("as --kill asks for", killed[0], StringComparison.Ordinal);
        await host.WaitForLinesAsync(1, line => line.Contains("http.failed", StringComparison.Ordinal));
        await host.WaitForLinesAsync(1, line => line.Contains("FunctionErrorException", StringComparison.Ordinal) && line.Contains("signal: killed", StringComparison.Ordinal));
    }
}
