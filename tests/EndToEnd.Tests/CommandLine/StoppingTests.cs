using System.Net;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>How the local host ends.</summary>
public sealed class StoppingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_ends_it_with_0()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env of other systems cannot undo that a background job ignores SIGINT.");
        await using HostProcess host = await HostProcess.StartListeningAsync("env", "--default-signal=INT", HostProcess.DotNet, RepositoryFiles.SampleProgram);

        host.Signal(HostProcess.Interrupt);

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.Contains("Stopped; no job was left unfinished.", host.Output, StringComparison.Ordinal);
        Assert.Empty(host.Errors);
    }

    [Fact]
    public async Task Ctrl_C_a_second_time_ends_it_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env of other systems cannot undo that a background job ignores SIGINT.");
        await using HostProcess host = await HostProcess.StartListeningAsync("env", "--default-signal=INT", HostProcess.DotNet, RepositoryFiles.TroubleProgram);
        using JobClient client = new(host.Address);
        string url = await client.StartAsync("/patient?milliseconds=60000", "");
        await client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");

        host.Signal(HostProcess.Interrupt);
        await host.WaitForLinesAsync(1, line => line.StartsWith("Stopping", StringComparison.Ordinal));
        host.Signal(HostProcess.Interrupt);

        Assert.Equal(128 + HostProcess.Interrupt, await host.WaitForExitAsync(Cancelled));
    }

    [Fact]
    public async Task A_worker_that_runs_may_finish()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram);
        using JobClient client = new(host.Address);
        string url = await client.StartAsync("/patient?milliseconds=1500", "");
        await client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");

        host.Signal(HostProcess.Terminate);
        await host.WaitForLinesAsync(1, line => line.StartsWith("Stopping", StringComparison.Ordinal));
        host.Signal(HostProcess.Terminate);

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.Contains("job.finished job=patient", host.Output, StringComparison.Ordinal);
        Assert.Contains("Stopped; no job was left unfinished.", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_between_two_attempts_is_PENDING_can_be_cancelled_and_is_named_when_it_is_left()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--retry-delay", "3600");
        using JobClient client = new(host.Address);
        string cancelled = await client.StartAsync("/flaky?failures=1", "");
        JsonElement job = await client.WaitAsync(cancelled, IsBetweenAttempts);
        Assert.Equal(JobErrorCodes.MethodFailed, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("finishedAt").ValueKind);

        using HttpResponseMessage reply = await client.SendAsync("DELETE", cancelled);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        Assert.Equal("CANCELLED", (await JobClient.ReadAsync(reply)).GetProperty("status").GetString());

        await client.WaitAsync(await client.StartAsync("/coded", ""), IsBetweenAttempts);
        host.Signal(HostProcess.Terminate);

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.Contains("left unfinished: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("job.settled job=coded", host.Output, StringComparison.Ordinal);
    }

    private static bool IsBetweenAttempts(JsonElement job) =>
        job.GetProperty("status").GetString() == "PENDING" && job.GetProperty("attempt").GetInt32() == 1;
}
