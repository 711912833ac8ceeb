using System.Net;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Lists of jobs, wherever the functions run.</summary>
public abstract class ListingContract : IAsyncLifetime
{
    private HostProcess? _host;
    private JobClient? _client;

    /// <summary>The local host's command line.</summary>
    protected abstract string[] Options { get; }

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartListeningAsync(HostProcess.DotNet, [RepositoryFiles.TroubleProgram, "--retry-delay", "0.05", .. Options]);
        _client = new JobClient(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_job_lists_those_of_another_definition_the_newest_first()
    {
        List<string> started = [];
        for (int i = 0; i < 3; i++)
        {
            JsonElement nothing = await _client!.WaitForEndAsync(await StartAsync("GET", "/nothing"));
            started.Insert(0, nothing.GetProperty("id").GetString()!);
        }

        JsonElement listing = await _client!.RunAsync("/listings/nothing", "null");
        JsonElement ofNobody = await _client.RunAsync("/listings/nothing?owner=anna", "null");

        Assert.Equal(started, listing.GetProperty("result").EnumerateArray().Select(static id => id.GetString()));
        Assert.Empty(ofNobody.GetProperty("result").EnumerateArray());
    }

    // There is no authorizer here, so nobody is an owner.
    [Fact]
    public async Task A_caller_without_an_owner_has_no_list()
    {
        using HttpResponseMessage listed = await _client!.SendAsync("GET", "/jobs?pageSize=1");
        using HttpResponseMessage unknown = await _client.SendAsync("GET", "/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (listed.StatusCode, unknown.StatusCode));
        Assert.Equal((await JobClient.ReadAsync(unknown)).GetProperty("message").GetString(), (await JobClient.ReadAsync(listed)).GetProperty("message").GetString());
    }

    private async Task<string> StartAsync(string method, string path)
    {
        using HttpResponseMessage response = await _client!.SendAsync(method, path);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }
}
