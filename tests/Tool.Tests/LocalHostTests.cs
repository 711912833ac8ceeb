using System.Text.Json;
using AsyncJobs.Local.Platform;
using AsyncJobs.Tests;
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
    public async Task A_watch_is_told_what_happens_and_does_not_look()
    {
        string id = await host.StartAsync("/endless");
        TaskCompletionSource isHalfDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ToolRun tool = new()
        {
            Printed = output =>
            {
                if (output.Contains("half done", StringComparison.Ordinal))
                    isHalfDone.TrySetResult();
            },
        };
        Task<ToolResult> watching = tool.RunAsync("watch", id, "--every", "1h", "--url", host.Url);
        await isHalfDone.Task.WaitAsync(TestContext.Current.CancellationToken);

        await RunAsync("cancel", id);

        ToolResult watched = await watching;
        Assert.Equal(5, watched.ExitCode);
        Assert.Contains("endless  CANCELLED  attempt 1", watched.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_by_a_page_that_is_served_elsewhere_is_told_too()
    {
        string id = await host.StartAsync("/endless");
        await using HostProcess page = HostProcess.Start(HostProcess.DotNet, LocalHostProcess.Tool, "ui", "--port", "0", "--url", host.Url);
        string line = (await page.WaitForLinesAsync(1, static line => line.Contains("http://127.0.0.1:", StringComparison.Ordinal)))[0];
        string address = line.Split(' ').First(static word => word.StartsWith("http://", StringComparison.Ordinal));
        TaskCompletionSource isSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ToolRun tool = new() { Printed = _ => isSeen.TrySetResult() };
        Task<ToolResult> watching = tool.RunAsync("watch", id, "--every", "1h", "--url", address);
        await isSeen.Task.WaitAsync(TestContext.Current.CancellationToken);

        await RunAsync("cancel", id);

        Assert.Equal(5, (await watching).ExitCode);
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

    [Fact]
    public async Task The_place_is_the_URL_and_not_a_process_that_somebody_else_runs()
    {
        string id = await host.StartAsync("/child?text=place");
        await RunAsync("watch", id, "--every", "1s");
        using ToolRun tool = new() { CanAsk = true };
        tool.Answer("n");

        ToolResult asked = await tool.RunAsync("retry", "--status", "SUCCEEDED", "--job", "child", "--since", "1h", "--url", host.Url);
        ToolResult none = await RunAsync("list", "--job", "no-such-job");
        ToolResult counted = await RunAsync("stats", "--job", "child");

        string place = $"at {host.Url.TrimEnd('/')}";
        Assert.Matches($@"Run \d+ jobs? {place} again( \(.+ left out, without --retries\))?\?", asked.Error);
        Assert.DoesNotContain("of any age", asked.Error, StringComparison.Ordinal);
        Assert.Contains($"No such jobs {place}.", none.Error, StringComparison.Ordinal);
        Assert.Contains($"Jobs {place} that were accepted since", counted.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("in this process", asked.Error + none.Error + counted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_shown_with_its_letters_and_without_what_a_console_acts_on()
    {
        string id = await host.StartAsync("/child?text=" + Uri.EscapeDataString("é漢😀 \"<&'+ \u001b[2J\u202e\u0085"));
        await RunAsync("watch", id, "--every", "1s");

        ToolResult shown = await RunAsync("show", id);

        Assert.Contains("""é漢😀 \"<&'+ \u001B[2J\u202E\u0085 from child""", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_name_what_they_count()
    {
        string id = await host.StartAsync("/coded");
        await RunAsync("watch", id, "--every", "1s");

        ToolResult result = await RunAsync("stats", "--job", "coded");

        Assert.Matches("JOB +TOTAL +PENDING +RUNNING +SUCCEEDED +FAILED +TIMED_OUT +CANCELLED", result.Output);
        Assert.Matches("JOB +LOST +RETRIED +WAIT MEDIAN +WAIT 95% +RUN MEDIAN +RUN 95% +TOP ERROR", result.Output);
        Assert.Matches(@"coded +0 +[1-9]\d* +\S+ +\S+ +12345", result.Output);
        Assert.Contains("RETRIED: needed more than one attempt.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(50)]
    [InlineData(30)]
    public async Task Ids_stay_whole_on_a_narrow_terminal(int width)
    {
        string id = await host.StartAsync("/coded");
        await RunAsync("watch", id, "--every", "1s");
        using ToolRun list = new() { Width = width };
        using ToolRun show = new() { Width = 80 };

        ToolResult listed = await list.RunAsync("list", "--job", "coded", "--url", host.Url);
        ToolResult shown = await show.RunAsync("show", id, "--url", host.Url);

        Assert.Contains(listed.Lines, line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.All(listed.Lines, line => Assert.InRange(line.Length, 26, Math.Max(width, 49)));
        Assert.Contains("WHAT", listed.Error, StringComparison.Ordinal);
        Assert.Contains(shown.Lines, static line => System.Text.RegularExpressions.Regex.IsMatch(line, "request [0-9a-f-]{36} *$"));
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
        Assert.Equal(("started", "alreadyStarted"), (first.Json[0].GetProperty("outcome").GetString(), second.Json[0].GetProperty("outcome").GetString()));
        Assert.Contains($"Job {id} had been run again before, by job", (await RunAsync("retry", id)).Output, StringComparison.Ordinal);
        Assert.Equal(first.Json[0].GetProperty("retriedBy").GetString(), second.Json[0].GetProperty("retriedBy").GetString());
        Assert.Equal(id, ended.Json[^1].GetProperty("retryOf").GetString());
        Assert.Equal("again from child", ended.Json[^1].GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_callback_is_sent_again_and_its_tries_are_shown()
    {
        int answer = 204;
        await using LoopbackServer receiver = await LoopbackServer.StartAsync(mostBodyBytes: null, context =>
        {
            context.Response.StatusCode = answer;
            return Task.CompletedTask;
        });
        string id = await host.StartAsync("/child?text=told", callback: new Uri(receiver.Address));
        string without = await host.StartAsync("/child?text=untold");
        await RunAsync("watch", id, "--every", "1s");
        await RunAsync("watch", without, "--every", "1s");
        await DeliveredAsync(id);

        ToolResult taken = await RunAsync("redeliver", id);
        answer = 410;
        ToolResult refused = await RunAsync("redeliver", id, "--json");
        ToolResult none = await RunAsync("redeliver", without);
        ToolResult shown = await RunAsync("show", id);

        Assert.Equal((0, 4, 4, 3), (taken.ExitCode, refused.ExitCode, none.ExitCode, (await RunAsync("redeliver", "00000000000000000000000000")).ExitCode));
        Assert.Contains($"The receiver has the callback of job {id} now.", taken.Output, StringComparison.Ordinal);
        Assert.Equal("notDelivered", refused.Json[0].GetProperty("outcome").GetString());
        Assert.Contains("The job has no callback.", none.Output, StringComparison.Ordinal);
        Assert.Matches("Callback +localhost: FAILED, tried 3 times", shown.Output.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        Assert.Equal(["204", "204", "410"], shown.Lines.Where(line => line.StartsWith("Callback at ", StringComparison.Ordinal)).Select(line => line[^3..]));
    }

    // The worker writes it down after the receiver has answered.
    private async Task DeliveredAsync(string id)
    {
        while ((await RunAsync("show", id, "--json")).Json[0].GetProperty("callback").GetProperty("status").GetString() == "PENDING")
            await Task.Yield();
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
