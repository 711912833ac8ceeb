using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>The link checker against a real server.</summary>
public sealed class LinkCheckTests(SampleHost host, LinkServer links)
{
    private readonly JobClient _client = host.Client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/good", null)]
    [InlineData("/moved", null)]
    [InlineData("/missing", "HTTP 404")]
    [InlineData("/error", "HTTP 500")]
    [InlineData("/moved-to-missing", "HTTP 404")]
    [InlineData("/moved-to-file", "redirects to what is no http or https URL")]
    [InlineData("/circle", "redirects more than 10 times")]
    [InlineData("/reset", "not a valid HTTP reply")]
    public async Task Each_link_is_judged(string path, string? reason)
    {
        JsonElement result = await CheckAsync([links.Address + path]);

        Assert.Equal(1, result.GetProperty("checked").GetInt32());
        Assert.Equal(0, result.GetProperty("skipped").GetInt32());
        Assert.Equal(reason is null ? 1 : 0, result.GetProperty("ok").GetInt32());
        Assert.Equal(reason is null ? [] : [reason], result.GetProperty("broken").EnumerateArray().Select(link => link.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.org")]
    [InlineData("/relative")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    public async Task What_is_no_web_link_is_broken(string url)
    {
        JsonElement result = await CheckAsync([url]);

        JsonElement broken = Assert.Single(result.GetProperty("broken").EnumerateArray());
        Assert.Equal(url, broken.GetProperty("url").GetString());
        Assert.Equal("not an http or https URL", broken.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Nobody_at_an_address_is_broken()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"http://{listener.LocalEndpoint}/";
        listener.Stop();

        JsonElement result = await CheckAsync([url, "http://host.invalid/"]);

        Assert.Equal(["no connection", "no such host"], result.GetProperty("broken").EnumerateArray().Select(link => link.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_link_that_stands_there_twice_is_checked_once()
    {
        int before = links.Hits;
        JsonElement result = await CheckAsync([links.Address + "/counted", links.Address + "/counted"]);

        Assert.Equal(1, result.GetProperty("checked").GetInt32());
        Assert.Equal(before + 1, links.Hits);
    }

    [Fact]
    public async Task Eight_links_are_checked_at_a_time()
    {
        JsonElement result = await CheckAsync([.. Enumerable.Range(0, 40).Select(i => $"{links.Address}/together?{i}")]);

        Assert.Equal(40, result.GetProperty("ok").GetInt32());
        Assert.InRange(links.MostOpen, 2, 8);
    }

    [Fact]
    public async Task A_body_without_end_is_not_downloaded()
    {
        using EndlessLink link = new();
        Task<long> sent = link.ServeOnceAsync(Cancelled);

        JsonElement result = await CheckAsync([link.Url]);

        Assert.Equal(1, result.GetProperty("ok").GetInt32());
        Assert.InRange(await sent, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task When_time_runs_short_the_answer_is_what_there_is()
    {
        JsonElement result = await CheckAsync([links.Address + "/hanging", links.Address + "/good", links.Address + "/missing"], "?withinSeconds=1");

        Assert.Equal(2, result.GetProperty("checked").GetInt32());
        Assert.Equal(1, result.GetProperty("ok").GetInt32());
        Assert.Equal(1, result.GetProperty("skipped").GetInt32());
        Assert.Single(result.GetProperty("broken").EnumerateArray());
    }

    [Fact]
    public async Task No_links_are_none_broken()
    {
        JsonAssert.Equal("""{"checked":0,"ok":0,"broken":[],"skipped":0}""", await CheckAsync([]));
    }

    [Fact]
    public async Task Too_many_links_fail_the_job()
    {
        JsonElement job = await _client.RunAsync("/link-checks", Request([.. Enumerable.Range(0, 1001).Select(i => $"{links.Address}/{i}")]));

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(10001, job.GetProperty("error").GetProperty("errorCode").GetInt32());
    }

    private static string Request(string[] urls) => $$"""{"urls":{{JsonSerializer.Serialize(urls)}}}""";

    private async Task<JsonElement> CheckAsync(string[] urls, string query = "")
    {
        JsonElement job = await _client.RunAsync("/link-checks" + query, Request(urls));
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        return job.GetProperty("result");
    }
}
