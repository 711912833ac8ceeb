using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>An application in a process of its own, whose local host serves the operator's page.</summary>
public sealed class LocalProgram : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private HostProcess? _process;

    public Uri Address => _process!.Address;

    public async ValueTask InitializeAsync() => _process = await HostProcess.StartListeningAsync(HostProcess.DotNet, Programs.Application);

    /// <summary>Starts a job; its id.</summary>
    public async Task<string> StartAsync(string path, string? json = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Address, path));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        JsonElement job = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return job.GetProperty("id").GetString()!;
    }

    /// <summary>Waits for a job's end; its status document.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        while (true)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Address, $"/jobs/{id}"));
            request.Headers.Add("Prefer", "wait=20");
            using HttpResponseMessage reply = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            JsonElement job = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            if (job.GetProperty("finishedAt").ValueKind is not JsonValueKind.Null)
                return job;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
