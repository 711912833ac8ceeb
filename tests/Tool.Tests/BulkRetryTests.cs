using System.Text.Json;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Deployed;
using AsyncJobs.Tool.Tests.Running;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>Many jobs are run again: asked about, one after the other, and never twice.</summary>
public sealed class BulkRetryTests(DynamoDbLocal dynamoDb)
{
    private static readonly string[] s_all = ["retry", "--status", "FAILED", "--stack", FakeAws.Stack, "--rate", "1000"];

    [Fact]
    public async Task A_trial_says_what_it_would_do_and_does_nothing()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(2);
        string note = await deployment.NoteAsync("");
        await deployment.WorkAsync();
        int sent = deployment.Events.Sent;
        using ToolRun tool = deployment.Tool();

        ToolResult result = await tool.RunAsync([.. s_all, "--dry-run", "--json"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Equal(["wouldStart", "wouldStart", "wouldRefuse"], result.Json.Select(static line => line.GetProperty("outcome").GetString()!));
        Assert.Equal(note, result.Json[2].GetProperty("id").GetString());
        Assert.Contains("KeepInput", result.Json[2].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("3 jobs in the table", result.Error, StringComparison.Ordinal);
        Assert.Contains("order: 2", result.Error, StringComparison.Ordinal);
        Assert.Contains("This was a trial: nothing was done.", result.Error, StringComparison.Ordinal);
        Assert.Equal(sent, deployment.Events.Sent);
    }

    [Fact]
    public async Task Without_somebody_to_ask_it_refuses_before_it_looks()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(1);
        using ToolRun tool = deployment.Tool();

        ToolResult result = await tool.RunAsync(s_all);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Look with --dry-run, then confirm with --yes.", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, deployment.Events.Sent);
    }

    [Theory]
    [InlineData("n", 4, 2)]
    [InlineData("y", 0, 4)]
    public async Task It_asks_before_it_does_anything(string answer, int exitCode, int sent)
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(2);
        using ToolRun tool = deployment.Tool(canAsk: true);
        tool.Answer(answer);

        ToolResult result = await tool.RunAsync(s_all);

        Assert.Contains($"Run 2 jobs in the table {deployment.Table} in eu-west-1 again?", result.Error, StringComparison.Ordinal);
        Assert.Contains("They are of any age, as --since is not given. The oldest was accepted at 2", result.Error, StringComparison.Ordinal);
        Assert.Equal((exitCode, sent), (result.ExitCode, deployment.Events.Sent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("y")]
    public async Task The_end_of_the_input_is_a_no(string typed)
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(1);
        using ToolRun tool = deployment.Tool(canAsk: true);
        tool.End(typed);

        ToolResult result = await tool.RunAsync(s_all);

        Assert.EndsWith("Nothing was done.\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("It is of any age, as --since is not given. It was accepted at 2", result.Error, StringComparison.Ordinal);
        Assert.Equal((4, 1), (result.ExitCode, deployment.Events.Sent));
    }

    [Fact]
    public async Task Interrupted_and_repeated_it_does_nothing_twice()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string[] failed = await deployment.FailAsync(5);
        using CancellationTokenSource interrupt = new();
        using ToolRun first = deployment.Tool(printed: text =>
        {
            if (text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 2)
                interrupt.Cancel();
        });

        ToolResult interrupted = await first.RunAsync(interrupt.Token, [.. s_all, "--yes"]);
        int sentThen = deployment.Events.Sent;
        ToolResult repeated = await RunAsync(deployment, [.. s_all, "--yes", "--json"]);
        ToolResult onceMore = await RunAsync(deployment, [.. s_all, "--yes", "--json"]);

        Assert.Equal((130, 0, 0), (interrupted.ExitCode, repeated.ExitCode, onceMore.ExitCode));
        Assert.Equal(2, interrupted.Lines.Length);
        Assert.Contains("Interrupted. Of 5 jobs, 2 were run again now, 0 had been before, 0 were left as they are. 3 were not reached: give the same command again", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal((7, 10), (sentThen, deployment.Events.Sent));
        Assert.Contains("3 jobs in the table", repeated.Error, StringComparison.Ordinal);
        Assert.Contains("2 more had been run again before.", repeated.Error, StringComparison.Ordinal);
        Assert.Contains("Done. Of 5 jobs, 3 were run again now, 2 had been before, 0 were left as they are.", repeated.Error, StringComparison.Ordinal);
        Assert.Equal(["alreadyStarted", "alreadyStarted", "started", "started", "started"], repeated.Json.Select(static line => line.GetProperty("outcome").GetString()!));
        Assert.Equal(failed, repeated.Json.Select(static line => line.GetProperty("id").GetString()!));
        Assert.All(onceMore.Json, static line => Assert.Equal("alreadyStarted", line.GetProperty("outcome").GetString()));
        Assert.Equal(5, onceMore.Json.Select(static line => line.GetProperty("retriedBy").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Repeated_after_the_retries_have_failed_as_well_it_does_nothing_twice()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(2);
        ToolResult first = await RunAsync(deployment, [.. s_all, "--yes"]);
        await deployment.WorkAsync();

        ToolResult again = await RunAsync(deployment, [.. s_all, "--yes", "--json"]);
        int sentThen = deployment.Events.Sent;
        string newest = (await deployment.FailAsync(1))[0];
        using ToolRun asking = deployment.Tool(canAsk: true);
        asking.Answer("n");
        ToolResult asked = await asking.RunAsync(s_all);
        ToolResult tried = await RunAsync(deployment, [.. s_all, "--dry-run", "--json"]);
        ToolResult told = await RunAsync(deployment, [.. s_all, "--dry-run"]);

        Assert.Equal((0, 0, 4, 4), (first.ExitCode, again.ExitCode, sentThen, asked.ExitCode));
        Assert.Equal(["alreadyStarted", "alreadyStarted"], OutcomesOf(again));
        Assert.Contains("0 jobs in the table", again.Error, StringComparison.Ordinal);
        Assert.Contains(
            "Done. Of 2 jobs, 0 were run again now, 2 had been before, 0 were left as they are. "
            + "2 retries that ended FAILED too are left out; --retries includes them.",
            again.Error,
            StringComparison.Ordinal);
        Assert.Contains("again (2 retries left out, without --retries)?", asked.Error, StringComparison.Ordinal);
        Assert.Equal(["alreadyStarted", "alreadyStarted", "wouldStart", "wouldLeaveOut", "wouldLeaveOut"], OutcomesOf(tried));
        Assert.Equal(newest, tried.Json[2].GetProperty("id").GetString());
        Assert.Contains("--retries includes it.", tried.Json[3].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("  order  would be left out: It is a retry, of job ", told.Output, StringComparison.Ordinal);
        Assert.Equal(2, told.Error.Split("2 retries that ended FAILED too are left out; --retries includes them.").Length - 1);
        Assert.Equal(0, tried.ExitCode);
    }

    [Fact]
    public async Task Retries_are_run_again_where_they_are_asked_for()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(1);
        ToolResult first = await RunAsync(deployment, [.. s_all, "--yes", "--json"]);
        await deployment.WorkAsync();

        ToolResult again = await RunAsync(deployment, [.. s_all, "--yes", "--json", "--retries"]);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(["alreadyStarted", "started"], OutcomesOf(again));
        Assert.Equal(RetriesOf(first).Single(), again.Json[1].GetProperty("id").GetString());
        Assert.DoesNotContain("left out", again.Error, StringComparison.Ordinal);
    }

    // As two operators would, or one whose list does not have the newest jobs yet.
    [Fact]
    public async Task Two_at_once_start_each_job_once()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(6);

        ToolResult[] results = await Task.WhenAll(RunAsync(deployment, [.. s_all, "--yes", "--json"]), RunAsync(deployment, [.. s_all, "--yes", "--json"]));

        // An event may be sent twice, since the first may have been lost; a worker does nothing with the second.
        await deployment.WorkAsync();
        ToolResult all = await RunAsync(deployment, "list", "--json", "--stack", FakeAws.Stack);
        Assert.All(results, static result => Assert.Equal(0, result.ExitCode));
        Assert.Equal(RetriesOf(results[0]), RetriesOf(results[1]));
        Assert.Equal(6, results.SelectMany(static result => result.Json).Count(static line => line.GetProperty("outcome").GetString() == "started"));
        Assert.Equal(12, all.Json.Length);
        Assert.All(all.Json, static job => Assert.Equal(1, job.GetProperty("attempt").GetInt32()));
    }

    [Fact]
    public async Task It_stops_where_AWS_refuses_and_says_how_far_it_came()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(3);
        using ToolRun tool = deployment.Tool(printed: _ => deployment.Aws.Refusal = (403, "ExpiredTokenException", "expired"));

        ToolResult result = await tool.RunAsync([.. s_all, "--yes"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Lines);
        Assert.Contains("The credentials for AWS have expired.", result.Error, StringComparison.Ordinal);
        Assert.Contains("Stopped. Of 3 jobs, 1 was run again now, 0 had been before, 0 were left as they are. 2 were not reached:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_that_cannot_be_run_again_are_told_one_by_one_and_the_others_are_run()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string note = await deployment.NoteAsync("");
        await deployment.FailAsync(1);

        ToolResult result = await RunAsync(deployment, [.. s_all, "--yes"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith($"{note}  note  left as it is: The input of this job was not kept", StringComparison.Ordinal));
        Assert.Contains("Done. Of 2 jobs, 1 was run again now, 0 had been before, 1 was left as it is.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_to_its_rate()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(3);
        SkippingTime time = new();
        using ToolRun at = deployment.Tool();
        using ToolRun tool = new() { Time = time };
        foreach ((string name, string value) in at.Environment)
            tool.Environment[name] = value;

        ToolResult result = await tool.RunAsync("retry", "--status", "FAILED", "--stack", FakeAws.Stack, "--rate", "0.5", "--yes");

        Assert.Equal((0, 6), (result.ExitCode, deployment.Events.Sent));
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], time.Waits);
    }

    private static IEnumerable<string> OutcomesOf(ToolResult result) => result.Json.Select(static line => line.GetProperty("outcome").GetString()!);

    private static IEnumerable<string?> RetriesOf(ToolResult result) => result.Json.Select(static (JsonElement line) => line.GetProperty("retriedBy").GetString());

    private static async Task<ToolResult> RunAsync(Deployment deployment, params string[] args)
    {
        using ToolRun tool = deployment.Tool();
        return await tool.RunAsync(args);
    }
}
