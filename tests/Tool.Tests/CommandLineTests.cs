using System.Text.RegularExpressions;
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
    [InlineData("list --table a --since 30m1h", "the largest first, such as 90s, 30m, 2h, 1h30m or 7d")]
    [InlineData("list --table a --since 1h1h", "the largest first")]
    [InlineData("list --table a --since 2999-01-01T00:00Z", "--since has to be a time that has passed, and 2999-01-01T00:00Z is still to come.")]
    [InlineData("stats --table a --since 2999-01-01T00:00Z", "is still to come.")]
    [InlineData("retry --status FAILED --table a --since 2999-01-01T00:00Z", "is still to come.")]
    [InlineData("list --table a --limit 0", "--limit has to be a number from 1 to 1000000, and not '0'.")]
    [InlineData("list --table a --limit abc", "--limit has to be a number from 1 to 1000000, and not 'abc'.")]
    [InlineData("list --table a --limit 99999999999", "--limit has to be a number")]
    [InlineData("list --url http://localhost:5080/foo", "without a path or anything else behind the port: http://localhost:5080, and not 'http://localhost:5080/foo'.")]
    [InlineData("list --url http://localhost:5080/?a=b", "without a path")]
    [InlineData("list --url http://anna:secret@localhost:5080", "without a path")]
    [InlineData("list --url http://192.0.2.7:5080", "A local host gives its jobs to its own machine alone, and '192.0.2.7' is another one.")]
    [InlineData("ui --url http://192.0.2.7:5080", "ssh -L 5080:localhost:5080 192.0.2.7, and give --url http://localhost:5080.")]
    [InlineData("show --table a", "missing required argument 'ID'")]
    [InlineData("watch 1 --table a --every 10", "--every has to be at least 1s")]
    [InlineData("retry --table a", "Which jobs? Name either one by its id, or --status")]
    [InlineData("retry 1 --status FAILED --table a", "Which jobs?")]
    [InlineData("retry 1 --job orders --table a", "--job, --since, --rate and --retries are for several jobs: they do not go with an id.")]
    [InlineData("retry 1 --rate 2 --table a", "--job, --since, --rate and --retries are for several jobs: they do not go with an id.")]
    [InlineData("retry 1 --retries --table a", "--job, --since, --rate and --retries are for several jobs: they do not go with an id.")]
    [InlineData("retry --status RUNNING --table a", "has to be that of jobs that have ended")]
    [InlineData("retry --status FAILED --rate 0 --table a", "--rate has to be a number of more than 0 and at most 1000, such as 0.5, and not '0'.")]
    [InlineData("retry --status FAILED --rate fast --table a", "--rate has to be a number of more than 0 and at most 1000, such as 0.5, and not 'fast'.")]
    [InlineData("retry --status FAILED --rate 1e2 --table a", "--rate has to be a number")]
    [InlineData("ui --port 99999 --table a", "--port has to be a number from 0 to 65535, and not '99999'.")]
    [InlineData("ui --port http --table a", "--port has to be a number from 0 to 65535, and not 'http'.")]
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

    [Theory]
    [InlineData("show", "")]
    [InlineData("show", " ")]
    [InlineData("watch", "")]
    [InlineData("cancel", "")]
    [InlineData("retry", "")]
    [InlineData("redeliver", "")]
    public async Task An_id_that_is_empty_is_refused(string command, string id)
    {
        using ToolRun tool = new();

        ToolResult result = await tool.RunAsync(command, id, "--table", "a");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The job's id is empty.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variable_is_named_where_it_has_the_wrong_URL()
    {
        using ToolRun tool = new();
        tool.Environment["ASYNCJOBS_URL"] = "http://localhost:5080/jobs";

        ToolResult result = await tool.RunAsync("list");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("ASYNCJOBS_URL is where a local host listens", result.Error, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("list", "--limit", "--since", "--json", "--url", "--endpoint")]
    [InlineData("retry", "--status", "--rate", "--since", "--json", "--url", "--endpoint")]
    [InlineData("watch", "--every", "--json", "--url", "--endpoint")]
    [InlineData("ui", "--port", "--url", "--endpoint")]
    public async Task The_help_begins_with_what_a_command_alone_has(string command, params string[] order)
    {
        using ToolRun tool = new();

        string help = (await tool.RunAsync(command, "--help")).Output;

        string options = help[help.IndexOf("OPTIONS:\n", StringComparison.Ordinal)..];
        string[] listed = [.. Regex.Matches(options, "^ +(?:-., )?(--[a-z-]+) ", RegexOptions.Multiline).Select(static match => match.Groups[1].Value)];
        Assert.Equal(order, listed.Where(order.Contains));
    }

    [Theory]
    [InlineData("retry", "however old they are unless --since says")]
    [InlineData("watch", "at least 1s, and 2s unless told")]
    [InlineData("list", "100 unless told")]
    public async Task The_help_says_what_holds_unless_told(string command, string expected)
    {
        using ToolRun tool = new();

        Assert.Contains(expected, (await tool.RunAsync(command, "--help")).Output, StringComparison.Ordinal);
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
