using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Telemetry.App;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>The metric filters of the template, on what the functions print.</summary>
public sealed partial class AlarmTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("json")]
    [InlineData("serilog")]
    [InlineData("nobody")]
    [InlineData("filtered")]
    public async Task A_job_that_failed_is_counted_once_wherever_the_log_goes(string logs)
    {
        string[] patterns = await PatternsAsync();
        await using TelemetryProgram program = await TelemetryProgram.StartAsync($"TELEMETRY_LOGS={logs}");
        JsonObject job = await program.RunAsync(Reports.Lost);
        await program.RunAsync(2026);
        Assert.Equal("FAILED", (string?)job["status"]);

        string pattern = Assert.Single(patterns, static pattern => pattern.Contains("job.finished", StringComparison.Ordinal)
            && pattern.Contains("FAILED", StringComparison.Ordinal));
        JsonObject counted = Assert.Single(await program.LinesAsync(1, line => IsMatch(pattern, line)));

        Assert.Equal(((string?)job["id"], "reports"), ((string?)counted["jobId"], (string?)counted["job"]));
        Assert.Single(program.Lines(), line => patterns.Any(each => IsMatch(each, line)));
    }

    // As CloudWatch reads such a pattern: names of members of the line itself, and texts that they must be.
    private static bool IsMatch(string pattern, JsonObject line) =>
        Term().Matches(pattern).All(term => line[term.Groups[1].Value] is JsonValue value && value.ToString() == term.Groups[2].Value);

    [GeneratedRegex("""\$\.(\w+) = "([^"]*)"\s*""")]
    private static partial Regex Term();

    [GeneratedRegex("""FilterPattern: '?(\{.*\})'?""")]
    private static partial Regex Pattern();

    private static async Task<string[]> PatternsAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("asyncjobs-alarms-");
        try
        {
            string template = Path.Combine(folder.FullName, "template.yaml");
            ProcessStartInfo start = new(
                HostProcess.DotNet,
                [
                    "exec", TelemetryProgram.Template, "write", "--assembly", TelemetryProgram.Assembly, "--template", template, "--project", folder.FullName,
                    "--alarms", "true",
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
                + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, said);
            string[] patterns = [.. Pattern().Matches(await File.ReadAllTextAsync(template)).Select(static match => match.Groups[1].Value).Distinct()];
            Assert.NotEmpty(patterns);
            return patterns;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
