using System.Text.Json.Nodes;
using AsyncJobs.Telemetry.App;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>What loggers write, with the providers that people use and with none, in processes of functions.</summary>
public sealed class LoggerTests
{
    private static readonly string[] s_ids = ["job", "jobId", "attempt", "correlationId", "requestId"];

    [Fact]
    public async Task Lines_of_the_JSON_console_have_the_ids_of_their_job()
    {
        await using TelemetryProgram program = await TelemetryProgram.StartAsync("TELEMETRY_LOGS=json");
        JsonObject job = await program.RunAsync(2026);

        JsonObject[] lines = await program.LinesAsync(2, static line => (string?)line["Category"] == typeof(Reports).FullName);

        Assert.Equal(["Reading 2026", "Read 2026"], lines.Select(static line => (string)line["Message"]!));
        Assert.All(lines, line => AssertIds(job, Scope(line)));
        Assert.Contains(lines[0]["Scopes"]!.AsArray(), static scope => (string?)scope!["Region"] == "eu");
    }

    [Fact]
    public async Task Lines_of_Serilog_have_the_ids_of_their_job()
    {
        await using TelemetryProgram program = await TelemetryProgram.StartAsync("TELEMETRY_LOGS=serilog");
        JsonObject job = await program.RunAsync(2026);

        JsonObject[] lines = await program.LinesAsync(2, static line => (string?)line["SourceContext"] == typeof(Reports).FullName);

        Assert.Equal(["Reading {Year}", "Read {Year}"], lines.Select(static line => (string)line["@mt"]!));
        Assert.All(lines, line => AssertIds(job, line));
        Assert.Equal("eu", (string?)lines[0]["Region"]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("nobody")]
    public async Task Without_a_provider_a_logger_writes_as_the_library_does(string logs)
    {
        await using TelemetryProgram program = await TelemetryProgram.StartAsync($"TELEMETRY_LOGS={logs}");
        JsonObject job = await program.RunAsync(2026);

        JsonObject[] lines = await program.LinesAsync(2, static line => (string?)line["category"] == typeof(Reports).FullName);

        Assert.Equal([("INFO", "Reading 2026"), ("WARN", "Read 2026")], lines.Select(static line => ((string)line["level"]!, (string)line["message"]!)));
        Assert.All(lines, line => AssertIds(job, line));
        Assert.Equal((2026, "eu"), ((int)lines[0]["values"]!["Year"]!, (string?)lines[0]["values"]!["Region"]));
        Assert.All(lines, static line => Assert.False(line.ContainsKey("event")));
        await program.LinesAsync(1, static line => (string?)line["event"] == "job.finished");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("serilog")]
    public async Task The_librarys_own_lines_go_to_the_loggers_and_nowhere_else(string logs)
    {
        await using TelemetryProgram program = await TelemetryProgram.StartAsync($"TELEMETRY_LOGS={logs}");
        JsonObject job = await program.RunAsync(2026);

        JsonObject finished = Assert.Single(await program.LinesAsync(1, static line => Id(line) == 312));
        JsonObject accepted = Assert.Single(await program.LinesAsync(1, static line => Id(line) == 101));

        string id = (string)job["id"]!;
        Assert.Equal(["AsyncJobs.Worker", "AsyncJobs.Http"], [Category(finished), Category(accepted)]);
        Assert.All([finished, accepted], line => Assert.Contains(id, line.ToJsonString(), StringComparison.Ordinal));
        JsonObject values = logs == "json" ? finished["State"]!.AsObject() : finished;
        Assert.Equal(("reports", "SUCCEEDED"), ((string?)values["job"], (string?)values["status"]));
        Assert.DoesNotContain(program.Lines(), static line => line.ContainsKey("event"));
    }

    private static int? Id(JsonObject line) =>
        line["EventId"] is JsonValue number ? (int)number : line["EventId"] is JsonObject named ? (int?)named["Id"] : null;

    private static string? Category(JsonObject line) => (string?)line["Category"] ?? (string?)line["SourceContext"];

    private static JsonObject Scope(JsonObject line) => line["Scopes"]!.AsArray().OfType<JsonObject>().Single(static scope => scope.ContainsKey("jobId"));

    private static void AssertIds(JsonObject job, JsonObject line)
    {
        Assert.All(s_ids, id => Assert.True(line.ContainsKey(id), $"{id} is missing in {line.ToJsonString()}"));
        Assert.Equal(
            ((string?)job["job"], (string?)job["id"], (string?)job["correlationId"], 1),
            ((string?)line["job"], (string?)line["jobId"], (string?)line["correlationId"], (int)line["attempt"]!));
    }
}
