using AsyncJobs.Tool.Tests.Running;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>A command line that is not understood ends with 2, and says what is wrong.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nope", "Unknown command 'nope'.")]
    [InlineData("list --foo", "Unknown option 'foo'.")]
    [InlineData("list", "Where are the jobs? Name one of --url")]
    [InlineData("list --url http://localhost --table a", "--url and --table name several places.")]
    [InlineData("list --url ftp://localhost", "--url has to be a URL such as http://localhost:5080, and not 'ftp://localhost'.")]
    [InlineData("list --url http://localhost --region eu-west-1", "are for AWS: they do not go with --url.")]
    [InlineData("list --table a --endpoint x", "--endpoint has to be a URL")]
    [InlineData("list --table a --status BROKEN", "--status has to be one of PENDING, RUNNING, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, and not 'BROKEN'.")]
    [InlineData("retry --table a --status FAILED --status SUCCEEDED --yes", "--status is given twice.")]
    [InlineData("list --limit=5 --table a --limit 6", "--limit is given twice.")]
    [InlineData("list --table a --since yesterday", "--since has to be a number and a unit, s, m, h or d")]
    [InlineData("list --table a --limit 0", "--limit has to be a number from 1 to")]
    [InlineData("show --table a", "missing required argument 'ID'")]
    [InlineData("watch 1 --table a --every 10", "--every has to be at least 1s")]
    [InlineData("retry --table a", "Which jobs? Name either one by its id, or --status")]
    [InlineData("retry 1 --status FAILED --table a", "Which jobs?")]
    [InlineData("retry 1 --job orders --table a", "--job and --since choose among several jobs")]
    [InlineData("retry --status RUNNING --table a", "has to be that of jobs that have ended")]
    [InlineData("retry --status FAILED --rate 0 --table a", "--rate has to be more than 0")]
    [InlineData("ui --port 99999 --table a", "--port has to be a number from 0 to 65535.")]
    [InlineData("list --table a", "No region is known. Give it with --region")]
    [InlineData("list --table a --profile no-such-profile", "There is no profile 'no-such-profile' in AWS's configuration files.")]
    public async Task It_is_refused(string line, string expected)
    {
        using ToolRun tool = new();

        ToolResult result = await tool.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task What_is_not_understood_cannot_write_to_the_console()
    {
        using ToolRun tool = new();

        ToolResult result = await tool.RunAsync("\u001b[2Jlist\n[red]");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("\\u001B[2Jlist\\u000A[red]", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_says_where_the_jobs_are_unless_the_command_line_does()
    {
        using ToolRun tool = new();
        tool.Environment["ASYNCJOBS_URL"] = "http://127.0.0.1:1";
        ToolResult ofEnvironment = await tool.RunAsync("list");
        using ToolRun other = new();
        other.Environment["ASYNCJOBS_URL"] = "http://127.0.0.1:1";
        ToolResult ofCommandLine = await other.RunAsync("list", "--table", "a");

        Assert.Equal(1, ofEnvironment.ExitCode);
        Assert.Contains("Nothing answers at http://127.0.0.1:1/: Connection refused", ofEnvironment.Error, StringComparison.Ordinal);
        Assert.Contains("No region is known.", ofCommandLine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_has_the_exit_codes()
    {
        using ToolRun tool = new();

        ToolResult result = await tool.RunAsync("list", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Exit codes: 0 done, 1 failed, 2 bad command line, 3 no such job,", result.Output, StringComparison.Ordinal);
        Assert.Contains("--endpoint <URL>", result.Output, StringComparison.Ordinal);
    }
}
