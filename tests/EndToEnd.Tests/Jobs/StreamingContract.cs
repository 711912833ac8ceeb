using System.Net;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>A job that is followed over HTTP, by whoever hosts the functions.</summary>
/// <param name="options">The command line of the local host.</param>
public abstract class StreamingContract(params string[] options) : IAsyncLifetime
{
    private HostProcess? _host;
    private JobClient? _client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private JobClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, new Dictionary<string, string> { ["ASYNCJOBS_STREAMING"] = "true" }, [RepositoryFiles.TroubleProgram, .. options]);
        _client = new JobClient(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Events_come_while_the_job_goes_on_and_the_last_one_tells_its_end()
    {
        string url = await Client.StartAsync("/endless", "");
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage response = await Client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream", true), (response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.TransferEncodingChunked));
        using StreamReader events = new(await response.Content.ReadAsStreamAsync(Cancelled));

        await UntilAsync(events, line => line.Contains("half done", StringComparison.Ordinal));
        using HttpResponseMessage cancelled = await Client.SendAsync("DELETE", url);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        await UntilAsync(events, line => line == "event: error");
        string data = await UntilAsync(events, line => line.StartsWith("data: ", StringComparison.Ordinal));
        using JsonDocument job = JsonDocument.Parse(data["data: ".Length..]);

        Assert.Equal("CANCELLED", job.RootElement.GetProperty("status").GetString());
        Assert.Equal("\n", await events.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task What_is_no_stream_is_answered_as_ever()
    {
        string url = await Client.StartAsync("/patient?milliseconds=1", "");

        Assert.Equal("SUCCEEDED", (await Client.WaitForEndAsync(url)).GetProperty("status").GetString());
        using HttpResponseMessage unknown = await Client.SendAsync("GET", "/jobs/abcdefghijklmnopqrstuvwxyz");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.StatusCode, unknown.Content.Headers.ContentType?.MediaType));
        using HttpRequestMessage request = new(HttpMethod.Get, "/jobs/abcdefghijklmnopqrstuvwxyz");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage refused = await Client.Http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_host_that_stops_ends_it_and_does_not_cut_it_off()
    {
        string url = await Client.StartAsync("/endless", "");
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage response = await Client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using StreamReader events = new(await response.Content.ReadAsStreamAsync(Cancelled));
        await UntilAsync(events, line => line.Contains("half done", StringComparison.Ordinal));

        _host!.Signal(HostProcess.Terminate);

        // A host that waits for its readers cuts them off when its patience is over, which reading says by an exception.
        Assert.DoesNotContain("event: ", await events.ReadToEndAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_follows_it_and_a_reader_who_leaves_holds_nobody_up()
    {
        AsyncJobClient client = new(Client.Http);
        AsyncJob<JsonElement> job = await client.StartAsync<JsonElement>("/endless", cancellationToken: Cancelled);
        await foreach (AsyncJobSnapshot<JsonElement> update in job.WatchAsync(Cancelled))
        {
            if (update.Progress?.Message == "half done")
                break;
        }

        List<AsyncJobStatus> seen = [];
        await foreach (AsyncJobSnapshot<JsonElement> update in job.WatchAsync(Cancelled))
        {
            if (seen.Count == 0)
                await job.CancelAsync(Cancelled);
            seen.Add(update.Status);
        }

        Assert.Equal((AsyncJobStatus.Running, AsyncJobStatus.Cancelled), (seen[0], seen[^1]));
    }

    private static async Task<string> UntilAsync(StreamReader events, Predicate<string> isWanted)
    {
        while (await events.ReadLineAsync(Cancelled) is { } line)
        {
            if (isWanted(line))
                return line;
        }

        throw new InvalidOperationException("The stream ended before.");
    }
}
