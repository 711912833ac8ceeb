using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Inputs of more than an event takes and results of more than an item takes, wherever the functions run.</summary>
public abstract class BulkContract : IAsyncLifetime
{
    private HostProcess? _host;
    private JobClient? _client;

    /// <summary>The local host's command line.</summary>
    protected abstract string[] Options { get; }

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, [RepositoryFiles.TroubleProgram, "--with-payloads", "--retry-delay", "0.05", .. Options]);
        _client = new JobClient(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Theory]
    [InlineData(3_000_000, 2_000_000, false)]
    [InlineData(1_500_000, 2_000_000, true)]
    public async Task A_large_input_reaches_the_method_and_a_large_result_its_caller(int input, int result, bool continues)
    {
        string text = RandomNumberGenerator.GetHexString(input);

        JsonElement job = await _client!.RunAsync($"/bulk?length={result}&continues={continues}", JsonSerializer.Serialize(new { text }));

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        string returned = job.GetProperty("result").GetString()!;
        Assert.Equal(result + 64, returned.Length);
        Assert.EndsWith(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), returned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_job_is_removed_with_what_is_kept_of_it()
    {
        string url = await _client!.StartAsync("/bulk?length=2000000&continues=false", JsonSerializer.Serialize(new { text = RandomNumberGenerator.GetHexString(1_500_000) }));
        await _client.WaitForEndAsync(url);

        using HttpResponseMessage purged = await _client.SendAsync("DELETE", url + "?purge");
        using HttpResponseMessage read = await _client.SendAsync("GET", url);
        using HttpResponseMessage again = await _client.SendAsync("DELETE", url + "?purge=true");

        Assert.Equal((HttpStatusCode.NoContent, ""), (purged.StatusCode, await purged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task A_request_that_Lambda_does_not_take_is_a_413_all_the_same()
    {
        using HttpResponseMessage response = await _client!.PostAsync("/bulk?length=1&continues=false", JsonSerializer.Serialize(new { text = new string('x', 7_000_000) }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
