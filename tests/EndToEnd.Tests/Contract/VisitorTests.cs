using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>Requests as a developer's browser sends them for pages of other sites, and what the local host makes of them.</summary>
public sealed class VisitorTests(SampleHost sample)
{
    private const string Summaries = "/summaries/cities";
    private const string NoJob = "/jobs/0000000000000000000000000a";
    private const string Page = "http://localhost:5173";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("LOCALHOST")]
    [InlineData("app.localhost:5080")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:5080")]
    [InlineData("192.168.1.20:5080")]
    [InlineData("host.docker.internal:5080")]
    public async Task This_machine_may_be_called_by_any_of_its_usual_names(string host) =>
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(sample.Process, "GET", NoJob, ("Host", host))).StatusCode);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("evillocalhost")]
    public async Task A_name_of_another_site_that_leads_here_is_refused(string host)
    {
        using HttpResponseMessage response = await SendAsync(sample.Process, "GET", NoJob, ("Host", host));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, JobErrorCodes.Forbidden);
        Assert.EndsWith($"start with --allow-host {host.Split(':')[0]}.", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        string requestId = problem.GetProperty("requestId").GetString()!;
        await sample.Process.WaitForLinesAsync(1, line => line.Contains("http.refused", StringComparison.Ordinal) && line.Contains(requestId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example", "start with --cors-origin https://evil.example, or have AsyncJobsCorsOrigins in the project list it.")]
    [InlineData(Page, "start with --cors-origin http://localhost:5173, or have AsyncJobsCorsOrigins in the project list it.")]
    [InlineData("null", "Serve it over HTTP, and start with its --cors-origin.")]
    public async Task A_page_of_another_origin_starts_shows_and_cancels_nothing(string origin, string advice)
    {
        string job = await sample.Client.StartAsync(Summaries, """{"csv":"a\n1\n"}""");

        foreach ((string method, string path) in new[] { ("POST", Summaries), ("GET", job), ("DELETE", job), ("OPTIONS", Summaries) })
        {
            using HttpResponseMessage response = await SendAsync(sample.Process, method, path, ("Origin", origin), ("Access-Control-Request-Method", "POST"));
            JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, JobErrorCodes.Forbidden);
            Assert.EndsWith(advice, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }

        Assert.Equal("SUCCEEDED", (await sample.Client.WaitForEndAsync(job)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_page_of_the_local_host_itself_and_whoever_is_no_browser_may_call()
    {
        string own = sample.Process.Address.Authority;

        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(sample.Process, "POST", Summaries, ("Origin", $"http://{own}"), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(sample.Process, "POST", Summaries, ("Origin", $"https://{own}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(sample.Process, "POST", Summaries)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(sample.Process, "POST", Summaries, ("Sec-Fetch-Site", "none"))).StatusCode);
    }

    [Theory]
    [InlineData("POST", Summaries, "cross-site", "navigate", "document", HttpStatusCode.Forbidden)]
    [InlineData("POST", Summaries, "same-site", "no-cors", "empty", HttpStatusCode.Forbidden)]
    [InlineData("GET", NoJob, "cross-site", "no-cors", "image", HttpStatusCode.Forbidden)]
    [InlineData("GET", NoJob, "cross-site", "navigate", "iframe", HttpStatusCode.Forbidden)]
    [InlineData("GET", NoJob, "cross-site", "navigate", "document", HttpStatusCode.NotFound)]
    [InlineData("GET", NoJob, "same-site", "navigate", "document", HttpStatusCode.NotFound)]
    [InlineData("GET", "/elsewhere", "cross-site", "navigate", "document", HttpStatusCode.Forbidden)]
    public async Task Of_what_other_pages_send_without_an_origin_only_a_link_to_a_job_leads_here(
        string method, string path, string site, string mode, string destination, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync(
            sample.Process, method, path, ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData]
    [InlineData("--isolated")]
    public async Task Hosts_and_origins_that_are_allowed_may_call(params string[] arguments)
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet,
            [RepositoryFiles.SampleProgram, "--allow-host", "my-laptop.local", "--cors-origin", Page, "--cors-origin", "http://127.0.0.1:3000", .. arguments]);

        using HttpResponseMessage byName = await SendAsync(host, "GET", NoJob, ("Host", "my-laptop.local:5080"));
        using HttpResponseMessage preflight = await SendAsync(
            host, "OPTIONS", Summaries, ("Origin", Page), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,idempotency-key"));
        using HttpResponseMessage accepted = await SendAsync(host, "POST", Summaries, ("Origin", Page));
        using HttpResponseMessage malformed = await SendAsync(host, "POST", "/link-checks", ("Origin", "http://127.0.0.1:3000"));
        using HttpResponseMessage other = await SendAsync(host, "POST", Summaries, ("Origin", "http://localhost:5174"));

        Assert.Contains($"Pages of these origins may call: {Page}, http://127.0.0.1:3000.", host.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, byName.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(["content-type,idempotency-key"], preflight.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.Equal(["DELETE, GET, POST"], preflight.Headers.GetValues("Access-Control-Allow-Methods"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal([Page], accepted.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Equal(["http://127.0.0.1:3000"], malformed.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HostProcess host, string method, string path, params (string Name, string Value)[] headers)
    {
        using HttpClient client = new() { BaseAddress = host.Address };
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("""{"csv":"a\n1\n"}""", new MediaTypeHeaderValue("application/json"));
        foreach ((string name, string value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request, Cancelled);
    }
}
