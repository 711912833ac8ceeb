using System.Diagnostics;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>How the processes of functions end with the local host.</summary>
public sealed class EndingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_runs_may_finish_and_then_no_process_is_left()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated");
        using JobClient client = new(host.Address);
        string url = await client.StartAsync("/patient?milliseconds=1500", "");
        await client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");
        int[] processes = await ProcessesOfAsync(host);

        host.Signal(HostProcess.Terminate);

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.Contains("Stopped; no job was left unfinished.", host.Output, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"job.finished\"", host.Output, StringComparison.Ordinal);
        Assert.All(processes, id => Assert.True(IsGone(id)));
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_process_behind()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated");
        using JobClient client = new(host.Address);
        await client.RunAsync("/patient?milliseconds=1", "");
        int[] processes = await ProcessesOfAsync(host);

        host.Signal(9);
        await host.WaitForExitAsync(Cancelled);

        foreach (int id in processes)
        {
            while (!IsGone(id))
                await Task.Delay(20, Cancelled);
        }
    }

    private static async Task<int[]> ProcessesOfAsync(HostProcess host)
    {
        string[] started = await host.WaitForLinesAsync(2, line => line.Contains("process.started", StringComparison.Ordinal));
        return Array.ConvertAll(started, line => int.Parse(line.Split(" pid=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsGone(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
