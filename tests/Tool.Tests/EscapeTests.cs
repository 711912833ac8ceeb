using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Local.Platform;
using AsyncJobs.Tool.Tests.Running;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>Whatever a job, or a host that pretends to be one, has in its texts: it is shown, and does nothing to the console.</summary>
public sealed class EscapeTests
{
    private const string Hostile = "a\u001b[2J\u009b31m\u202e[red]x[/]\r\nERROR forged\u2028\u0007\u200b\ud800z";
    private const string Shown = "\\u001B[2J\\u009B31m\\u202E[red]x[/]\\u000D\\u000AERROR forged\\u2028\\u0007\\u200B";

    // Each text that a job has; the id is the command line's own, and numbers and times are none.
    private static readonly string[] s_texts = ["job", "status", "owner", "correlationId", "retryOf", "retriedBy", "whyNoRetry", "resultNote"];

    public static TheoryData<string> Commands => ["list", "list --json", "show", "show --json", "watch", "watch --json", "stats", "stats --json", "cancel", "retry", "retry --json", "retry --status FAILED --yes"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Nothing_of_it_reaches_a_console_as_it_is(string command)
    {
        await using LoopbackServer host = await StartAsync(AsyncHostile());
        using ToolRun tool = new();
        string[] words = command.Split(' ');
        bool isOfMany = words.Contains("--status") || words[0] is "list" or "stats";

        ToolResult result = await tool.RunAsync([words[0], .. isOfMany ? [] : new[] { "id" }, .. words[1..], "--url", host.Address]);

        string printed = result.Output + result.Error;
        Assert.NotEmpty(printed);
        Assert.DoesNotContain(printed, static c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(printed, static c => c is '\u202e' or '\u2028' or '\u200b' or '\ud800');
        Assert.DoesNotContain(printed.Split('\n'), static line => line.StartsWith("ERROR forged", StringComparison.Ordinal));
        if (words.Contains("--json"))
            Assert.All(result.Json, static line => Assert.Equal(JsonValueKind.Object, line.ValueKind));
    }

    [Fact]
    public async Task Each_text_is_shown_with_what_it_has()
    {
        foreach (string name in s_texts)
        {
            JsonObject job = Plain();
            job[name] = Hostile;
            await using LoopbackServer host = await StartAsync(job);
            using ToolRun tool = new();

            ToolResult result = await tool.RunAsync("show", "id", "--url", host.Address);

            Assert.True(result.Output.Contains(Shown, StringComparison.Ordinal), $"{name}:\n{result.Output}{result.Error}");
        }
    }

    [Fact]
    public async Task Square_brackets_and_colours_of_a_job_are_no_markup_on_a_terminal_either()
    {
        await using LoopbackServer host = await StartAsync(AsyncHostile());
        using ToolRun tool = new() { IsLive = true };

        ToolResult result = await tool.RunAsync("list", "--url", host.Address);

        Assert.Contains("[red]x[/]", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', result.Output);
    }

    [Fact]
    public async Task A_host_of_another_version_is_told_and_one_that_is_none_is_refused()
    {
        await using LoopbackServer older = await StartAsync(Plain(), version: "9.9.9");
        await using LoopbackServer other = await LoopbackServer.StartAsync(null, static context => context.Response.WriteAsync("<html>"));
        await using LoopbackServer none = await LoopbackServer.StartAsync(null, static context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        ToolResult warned = await RunAsync(older);
        ToolResult notJson = await RunAsync(other);
        ToolResult notFound = await RunAsync(none);

        Assert.True(warned.ExitCode == 0, warned.Error);
        Assert.Equal((1, 1), (notJson.ExitCode, notFound.ExitCode));
        Assert.Contains("is of AsyncJobs 9.9.9, and this command of ", warned.Error, StringComparison.Ordinal);
        Assert.Contains("is no local host of AsyncJobs, or one of a version that", notJson.Error, StringComparison.Ordinal);
        Assert.Contains("has no operator's API", notFound.Error, StringComparison.Ordinal);

        static async Task<ToolResult> RunAsync(LoopbackServer host)
        {
            using ToolRun tool = new();
            return await tool.RunAsync("show", "id", "--url", host.Address);
        }
    }

    private static JsonObject Plain() => new()
    {
        ["id"] = "id",
        ["job"] = "orders",
        ["status"] = "FAILED",
        ["createdAt"] = "2026-11-30T10:00:00.000Z",
        ["startedAt"] = "2026-11-30T10:00:01.000Z",
        ["finishedAt"] = "2026-11-30T10:00:02.000Z",
        ["expiresAt"] = "2099-11-30T10:00:00.000Z",
        ["attempt"] = 1,
        ["correlationId"] = "c",
    };

    private static JsonObject AsyncHostile()
    {
        JsonObject job = Plain();
        foreach (string name in s_texts.Except(["status"]))
            job[name] = Hostile;
        job["progress"] = new JsonObject { ["fraction"] = 0.5, ["message"] = Hostile };
        job["error"] = new JsonObject { ["errorCode"] = 1001, ["message"] = Hostile, ["requestId"] = Hostile, ["service"] = Hostile };
        job["result"] = new JsonObject { [Hostile] = Hostile };
        job["lease"] = new JsonObject { ["requestId"] = Hostile, ["until"] = "2026-11-30T10:00:02.000Z" };
        job["callback"] = new JsonObject { ["host"] = Hostile, ["status"] = Hostile, ["attempts"] = 1 };
        job["attempts"] = new JsonArray(new JsonObject { ["attempt"] = 1, ["end"] = Hostile, ["requestId"] = Hostile, ["error"] = new JsonObject { ["errorCode"] = 1, ["message"] = Hostile } });
        return job;
    }

    private static Task<LoopbackServer> StartAsync(JsonObject job, string? version = null) => LoopbackServer.StartAsync(null, async context =>
    {
        string path = context.Request.Path.Value!;
        object answer = path switch
        {
            "/_page/api/session" => new { token = "t", place = "here" + Hostile, version = version ?? Hostile, canCancel = true, canRetry = true, hasLog = false, jobs = Array.Empty<object>() },
            "/_page/api/jobs" => new { revision = "r", isReset = true, jobs = new[] { job }, removed = Array.Empty<string>(), hasMore = false, asOf = "2026-11-30T10:00:00.000Z" },
            "/_page/api/jobs/id" => job,
            "/_page/api/jobs/id/cancel" => new { outcome = "alreadyEnded", status = Hostile, reason = Hostile },
            _ => new { outcome = "inputUnreadable", reason = Hostile },
        };
        await context.Response.WriteAsJsonAsync(answer);
    });
}
