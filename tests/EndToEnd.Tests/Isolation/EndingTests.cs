using System.Diagnostics;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>How the processes of functions end with the local host.</summary>
public sealed class EndingTests
{
    private const int Kill = 9;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_runs_may_finish_and_then_no_process_is_left()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated");
        using JobClient client = new(host.Address);
        string url = await client.StartAsync("/patient?milliseconds=1500", "");
        await client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");
        Process[] processes = await ProcessesOfAsync(host, 2);

        host.Signal(HostProcess.Terminate);

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.Contains("Stopped; no job was left unfinished.", host.Output, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"job.finished\"", host.Output, StringComparison.Ordinal);
        Assert.All(processes, process => Assert.True(process.HasExited));
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_idle_and_busy_processes_with_it()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated");
        using JobClient client = new(host.Address);
        string idle = await client.StartAsync("/patient?milliseconds=1", "");
        await client.WaitForEndAsync(idle);

        // For longer than this test waits.
        string busy = await client.StartAsync("/patient?milliseconds=58000", "");
        await client.WaitAsync(busy, job => job.GetProperty("status").GetString() == "RUNNING");
        Process[] processes = await ProcessesOfAsync(host, 2);

        host.Signal(Kill);

        await AssertEndAsync(processes);
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_starts_processes_leaves_none_behind()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated");
        using JobClient client = new(host.Address);
        Task[] requests = [.. Enumerable.Range(0, 6).Select(_ => client.SendAsync("GET", "/jobs/unknown"))];
        Process[] processes = await ProcessesOfAsync(host, 3);

        host.Signal(Kill);

        await AssertEndAsync(processes);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Task.WhenAll(requests));
    }

    // Well before the jobs' methods would end.
    private static async Task AssertEndAsync(Process[] processes)
    {
        foreach (Process process in processes)
        {
            using (process)
                await process.WaitForExitAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        }
    }

    private static async Task<Process[]> ProcessesOfAsync(HostProcess host, int least)
    {
        string[] started = await host.WaitForLinesAsync(least, line => line.Contains("process.started", StringComparison.Ordinal));
        return Array.ConvertAll(
            started, line => Process.GetProcessById(int.Parse(line.Split(" pid=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
