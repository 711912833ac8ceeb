using System.Text.Json;
using AsyncJobs.Tool.Tests.Running;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>The command against a local host, which runs in a process of its own.</summary>
public sealed class LocalHostTests(LocalHostProcess host)
{
    [Fact]
    public async Task A_job_is_watched_until_its_end_and_then_shown_and_listed()
    {
        string id = await host.StartAsync("/child?text=hello");

        ToolResult watched = await RunAsync("watch", id, "--every", "1s");
        ToolResult shown = await RunAsync("show", id);
        ToolResult listed = await RunAsync("list", "--job", "child", "--status", "SUCCEEDED");

        Assert.Equal(0, watched.ExitCode);
        Assert.EndsWith("child  SUCCEEDED  attempt 1", watched.Lines[^1], StringComparison.Ordinal);
        Assert.Matches("Status +SUCCEEDED", shown.Output);
        Assert.Contains("\"hello from child\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains(listed.Lines, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("SUCCEEDED", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', watched.Output + shown.Output + listed.Output);
    }

    [Fact]
    public async Task A_program_reads_each_line_as_JSON_with_the_names_of_the_API()
    {
        string id = await host.StartAsync("/coded");
        await RunAsync("watch", id, "--every", "1s");

        JsonElement listed = (await RunAsync("list", "--json", "--job", "coded", "--status", "failed", "--limit", "1000")).Json.Single(job => job.GetProperty("id").GetString() == id);
        JsonElement shown = Assert.Single((await RunAsync("show", id, "--json")).Json);
        JsonElement counted = Assert.Single((await RunAsync("stats", "--json", "--job", "coded", "--since", "1h")).Json);

        Assert.Equal(("coded", "FAILED", 2), (listed.GetProperty("job").GetString(), listed.GetProperty("status").GetString(), listed.GetProperty("attempt").GetInt32()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", listed.GetProperty("createdAt").GetString());
        Assert.Equal("failed in attempt 2", shown.GetProperty("error").GetProperty("message").GetString());
        Assert.True(counted.GetProperty("failed").GetInt32() >= 1);
        Assert.Equal(12345, counted.GetProperty("mostErrorCode").GetInt32());
    }

    [Fact]
    public async Task A_job_that_did_not_succeed_ends_the_watch_with_5()
    {
        string id = await host.StartAsync("/coded");

        ToolResult result = await RunAsync("watch", id, "--every", "1s", "--json");

        Assert.Equal(5, result.ExitCode);
        Assert.Equal("FAILED", result.Json[^1].GetProperty("status").GetString());
    }

    [Fact]
    public async Task On_a_terminal_a_watch_ends_with_the_job_as_a_whole()
    {
        string id = await host.StartAsync("/child?text=live");
        using ToolRun tool = new() { IsLive = true };

        ToolResult result = await tool.RunAsync("watch", id, "--every", "1s", "--url", host.Url);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"live from child\"", result.Output, StringComparison.Ordinal);
        Assert.Contains('\u001b', result.Output);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3000)]
    public async Task What_is_no_id_is_no_job_however_long_it_is(int length)
    {
        string id = new('a', length);

        Assert.Equal(3, (await RunAsync("cancel", id)).ExitCode);
        Assert.Equal(3, (await RunAsync("retry", id)).ExitCode);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_once_more_is_no_fault()
    {
        string id = await host.StartAsync("/patient?milliseconds=60000");

        ToolResult first = await RunAsync("cancel", id);
        ToolResult watched = await RunAsync("watch", id, "--every", "1s");
        ToolResult again = await RunAsync("cancel", id, "--json");

        Assert.Equal((0, 5, 0), (first.ExitCode, watched.ExitCode, again.ExitCode));
        Assert.Contains(id, first.Output, StringComparison.Ordinal);
        Assert.Contains("CANCELLED", watched.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(("alreadyEnded", "CANCELLED"), (again.Json[0].GetProperty("outcome").GetString(), again.Json[0].GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_job_is_run_again_once_however_often_that_is_asked_for()
    {
        string id = await host.StartAsync("/child?text=again");
        await RunAsync("watch", id, "--every", "1s");

        ToolResult first = await RunAsync("retry", id, "--json");
        ToolResult second = await RunAsync("retry", id, "--json");
        ToolResult ended = await RunAsync("watch", first.Json[0].GetProperty("retriedBy").GetString()!, "--every", "1s", "--json");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, ended.ExitCode));
        Assert.Equal("started", first.Json[0].GetProperty("outcome").GetString());
        Assert.Equal(first.Json[0].GetProperty("retriedBy").GetString(), second.Json[0].GetProperty("retriedBy").GetString());
        Assert.Equal(id, ended.Json[^1].GetProperty("retryOf").GetString());
        Assert.Equal("again from child", ended.Json[^1].GetProperty("result").GetString());
    }

    [Fact]
    public async Task What_cannot_be_done_has_an_exit_code_of_its_own()
    {
        string id = await host.StartAsync("/coded");
        await RunAsync("watch", id, "--every", "1s");

        ToolResult notKept = await RunAsync("retry", id);
        ToolResult ended = await RunAsync("cancel", id);
        ToolResult noJob = await RunAsync("show", "00000000000000000000000000");
        ToolResult noRetry = await RunAsync("retry", "00000000000000000000000000");

        Assert.Equal((4, 4, 3, 3), (notKept.ExitCode, ended.ExitCode, noJob.ExitCode, noRetry.ExitCode));
        Assert.Contains("KeepInput", notKept.Output, StringComparison.Ordinal);
        Assert.Contains($"Job {id} has ended already, as FAILED.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("There is no job 00000000000000000000000000 here.", noJob.Error, StringComparison.Ordinal);
    }

    private async Task<ToolResult> RunAsync(params string[] args)
    {
        using ToolRun tool = new();
        return await tool.RunAsync([.. args, "--url", host.Url]);
    }
}
