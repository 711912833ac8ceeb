using Xunit;

namespace AsyncJobs.Chaos.Tests;

/// <summary>The short form of chaos.sh, and that it notices what it is there to notice.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost()
    {
        (int exitCode, string report) = await RunAsync("--jobs", "80", "--seed", "1", "--kill", "1.5", "--steps", "25");

        Assert.True(exitCode == 0, report);
        Assert.All(
            ["table Throttled", "table ServerError", "table AnswerLost", "table RequestLost", "table Delayed", "event.duplicated", "event.refused", "process.killed"],
            fault => Assert.Contains(fault, report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_claims_whatever_its_event_names_is_caught()
    {
        (int exitCode, string report) = await RunAsync("--jobs", "30", "--seed", "2", "--sabotage", "claim");

        Assert.True(exitCode == 1, report);
        Assert.Matches(@"\n +\d+ +[1-9]\d* +a job is completed once", report);
    }

    [Fact]
    public async Task A_store_that_writes_without_its_lease_is_caught()
    {
        (int exitCode, string report) = await RunAsync("--jobs", "100", "--seed", "3", "--sabotage", "lease");

        Assert.True(exitCode == 1, report);
        Assert.Matches(@"\n +\d+ +[1-9]\d* +a job is completed once", report);
    }

    [Fact]
    public async Task A_store_that_lets_a_job_go_on_without_its_lease_is_caught()
    {
        (int exitCode, string report) = await RunAsync("--jobs", "80", "--seed", "4", "--steps", "100", "--sabotage", "continue");

        Assert.True(exitCode == 1, report);
        Assert.Matches(@"\n +\d+ +[1-9]\d* +a job goes on in another invocation once each time it asks to", report);
    }

    private async Task<(int ExitCode, string Report)> RunAsync(params string[] arguments)
    {
        (int exitCode, string report) = await ChaosProgram.RunAsync([.. arguments, "--concurrency", "6"], TestContext.Current.CancellationToken);
        output.WriteLine(report);
        if (report.Contains("DynamoDB Local", StringComparison.Ordinal) && exitCode == 2 && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip(report);
        return (exitCode, report);
    }
}
