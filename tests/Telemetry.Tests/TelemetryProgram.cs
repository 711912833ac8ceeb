using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>The program with functions in processes of their own, as on Lambda, and what these print.</summary>
internal sealed class TelemetryProgram : IAsyncDisposable
{
    private readonly HostProcess _process;
    private readonly HttpClient _client;

    private TelemetryProgram(HostProcess process)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = process.Address };
    }

    public static string Assembly { get; } = Metadata("Program");

    public static string Template { get; } = Metadata("TemplateProgram");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TelemetryProgram> StartAsync(params string[] environment) => new(await HostProcess.StartListeningAsync(
        "env", [.. environment, HostProcess.DotNet, Assembly, "--isolated", "--retry-delay", "0"]));

    /// <summary>Runs a job to its end, and gives its status document.</summary>
    public async Task<JsonObject> RunAsync(int year)
    {
        using HttpResponseMessage accepted = await _client.PostAsync($"/reports/{year}", null, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        while (true)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, accepted.Headers.Location) { Headers = { { "Prefer", "wait=10" } } };
            using HttpResponseMessage shown = await _client.SendAsync(request, Cancelled);
            JsonObject job = (await shown.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
            if (job["finishedAt"] is not null)
                return job;
        }
    }

    /// <summary>The lines of JSON that functions have printed, once so many of them are as the test wants them.</summary>
    public async Task<JsonObject[]> LinesAsync(int count, Func<JsonObject, bool> isWanted)
    {
        string[] lines = await _process.WaitForLinesAsync(count, line => Read(line) is { } json && isWanted(json));
        return [.. lines.Select(static line => Read(line)!)];
    }

    /// <summary>All lines of JSON so far.</summary>
    public JsonObject[] Lines() => [.. _process.Output.Split('\n').Select(Read).OfType<JsonObject>()];

    public string Output => _process.Output;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    // Behind the name and the process of its function.
    private static JsonObject? Read(string line)
    {
        int start = line.IndexOf("] {", StringComparison.Ordinal);
        try
        {
            return start < 0 ? null : JsonNode.Parse(line[(start + 2)..]) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Metadata(string key) =>
        typeof(TelemetryProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
