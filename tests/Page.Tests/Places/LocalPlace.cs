using System.Net.Http.Json;
using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Page.Tests.Places;

/// <summary>A local host.</summary>
public sealed class LocalPlace : IPagePlace, IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private HostProcess? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string Says => "in the memory of this local host";

    public string Job => "notes";

    public async Task StartAsync()
    {
        if (_process is not null)
            return;

        _process = HostProcess.Start(HostProcess.DotNet, Programs.Application, "--urls", Address.AbsoluteUri);
        await _process.WaitForLinesAsync(1, static line => line.StartsWith("Listening on", StringComparison.Ordinal));
        Address = _process.Address;
    }

    public async Task StopAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async Task<string> EndedAsync(string text)
    {
        string id = await StartJobAsync("/notes", text);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Address, $"/jobs/{id}"));
        request.Headers.Add("Prefer", "wait=20");
        using HttpResponseMessage reply = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        JsonElement job = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        return id;
    }

    public Task<string> OpenAsync() => StartJobAsync($"/exports/{Guid.NewGuid():N}", null);

    // The local host has its own.
    public Task WorkAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task<string> StartJobAsync(string path, string? text)
    {
        using JsonContent? content = text is null ? null : JsonContent.Create(text);
        using HttpResponseMessage reply = await _http.PostAsync(new Uri(Address, path), content, TestContext.Current.CancellationToken);
        JsonElement job = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return job.GetProperty("id").GetString()!;
    }
}
