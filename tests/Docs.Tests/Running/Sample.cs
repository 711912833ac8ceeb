using System.Text;
using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Docs.Tests.Running;

/// <summary>The sample as <c>dotnet run --project sample</c> runs it, on a free port.</summary>
public sealed class Sample : IAsyncLifetime
{
    private HostProcess? _host;
    private HttpClient? _client;

    private HttpClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartListeningAsync(HostProcess.DotNet, Programs.Sample);
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a job and waits for its end; the status document.</summary>
    public async Task<JsonElement> RunAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage started = await PostAsync(path, json, headers);
        Assert.Equal(202, (int)started.StatusCode);
        return await EndAsync(started.Headers.Location!);
    }

    /// <summary>Waits for the end of a job; the status document.</summary>
    public async Task<JsonElement> EndAsync(Uri location)
    {
        while (true)
        {
            // The host answers when the job has ended.
            using HttpRequestMessage request = new(HttpMethod.Get, location);
            request.Headers.Add("Prefer", "wait=20");
            JsonElement status = await ReadAsync(await Client.SendAsync(request, TestContext.Current.CancellationToken));
            if (status.GetProperty("finishedAt").ValueKind != JsonValueKind.Null)
                return status;
        }
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
