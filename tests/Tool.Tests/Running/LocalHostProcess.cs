using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Tool.Tests.Running;

/// <summary>A local host in a process of its own, once for the test assembly.</summary>
public sealed class LocalHostProcess : IAsyncLifetime
{
    private HostProcess? _process;
    private HttpClient? _client;

    /// <summary>Where it listens.</summary>
    public string Url => _process!.Address.ToString();

    /// <summary>The program of the command.</summary>
    public static string Tool { get; } = Metadata("ToolProgram");

    /// <summary>Starts a job; its id.</summary>
    public async Task<string> StartAsync(string path, object? body = null, Uri? callback = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }) };
        if (callback is not null)
            request.Headers.Add("x-callback-url", callback.AbsoluteUri);
        using HttpResponseMessage response = await _client!.SendAsync(request, TestContext.Current.CancellationToken);
        JsonElement job = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)response.StatusCode);
        return job.GetProperty("id").GetString()!;
    }

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(HostProcess.DotNet, Metadata("HostProgram"));
        _client = new HttpClient { BaseAddress = _process.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private static string Metadata(string key) =>
        typeof(LocalHostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
