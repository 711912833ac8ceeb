using System.Net.Http.Headers;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

public sealed class LocationTests
{
    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("link-checks", "jobs/job1", "https://api.example/prod/jobs/job1")]
    [InlineData("sites/7/link-checks", "../../jobs/job1", "https://api.example/prod/jobs/job1")]
    [InlineData("link-checks", "/prod/jobs/job1", "https://api.example/prod/jobs/job1")]
    [InlineData("link-checks", "/jobs/job1", "https://api.example/jobs/job1")]
    [InlineData("link-checks", "https://api.example/v2/jobs/job1", "https://api.example/v2/jobs/job1")]
    [InlineData("link-checks", "https://API.EXAMPLE:443/jobs/job1", "https://api.example/jobs/job1")]
    [InlineData("link-checks", "//api.example/jobs/job1", "https://api.example/jobs/job1")]
    public async Task A_location_is_resolved_against_the_request(string route, string location, string expected)
    {
        AsyncJobClient client = _server.Then(() => Accepted(location), Succeeded).Client();

        AsyncJob<CheckReport> job = await client.StartAsync(route, CheckJson.Default.CheckReport, cancellationToken: Token);
        await job.GetAsync(Token);

        Assert.Equal(expected, job.Url.AbsoluteUri);
        Assert.Equal(expected, _server.Last.Url);
    }

    [Fact]
    public async Task A_location_is_resolved_against_what_answered_after_a_redirect()
    {
        _server.Answer = _ =>
        {
            HttpResponseMessage response = Accepted("jobs/job1");
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://api.example/v2/link-checks");
            return response;
        };

        AsyncJob<CheckReport> job = await _server.StartAsync();

        Assert.Equal("https://api.example/v2/jobs/job1", job.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://elsewhere.example/jobs/job1")]
    [InlineData("//elsewhere.example/jobs/job1")]
    [InlineData("http://api.example/jobs/job1")]
    [InlineData("https://api.example:8443/jobs/job1")]
    [InlineData("https://api.example@elsewhere.example/jobs/job1")]
    [InlineData("file:///jobs/job1")]
    public async Task Credentials_do_not_follow_a_location_to_another_origin(string location)
    {
        AsyncJobClient client = _server.Then(() => Accepted(location))
            .Client(configure: http => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret"));

        AsyncJobProtocolException exception = await Assert.ThrowsAsync<AsyncJobProtocolException>(() => _server.StartAsync(client));

        Assert.Single(_server.Requests);
        Assert.EndsWith("/jobs/job1", exception.Url?.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("job1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TrustedOrigins", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_do_to_an_origin_that_is_trusted()
    {
        AsyncJobClient client = _server.Then(() => Accepted("https://jobs.example/jobs/job1"), Succeeded).Client(
            _server.Options(trusted: new Uri("https://jobs.example/anything")),
            http => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret"));

        AsyncJob<CheckReport> job = await _server.StartAsync(client);
        await job.WaitAsync(Token);

        Assert.Equal(("https://jobs.example/jobs/job1", "Bearer secret"), (_server.Last.Url, _server.Last.Header("Authorization")));
    }

    [Fact]
    public async Task An_accepted_job_without_a_location_is_no_reply() =>
        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => _server.Then(() => Accepted(location: null)).StartAsync());

    [Theory]
    [InlineData("https://api.example/prod/jobs/job1", "https://api.example/prod/jobs/job1")]
    [InlineData("jobs/job1", "https://api.example/prod/jobs/job1")]
    [InlineData("/jobs/job1", "https://api.example/jobs/job1")]
    public async Task A_job_is_resumed_from_its_saved_URL(string saved, string expected)
    {
        AsyncJob<CheckReport> job = _server.Then(Succeeded).Client().Resume(new Uri(saved, UriKind.RelativeOrAbsolute), CheckJson.Default.CheckReport);

        Assert.Equal(("job1", expected, null), (job.Id, job.Url.AbsoluteUri, job.Latest));
        Assert.Equal(new CheckReport(7), await job.WaitAsync(Token));
        Assert.Equal(expected, Assert.Single(_server.Requests).Url);
    }

    [Theory]
    [InlineData("https://api.example/")]
    [InlineData("ftp://api.example/jobs/job1")]
    public void A_URL_that_is_no_jobs_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => _server.Client().Resume(new Uri(url), CheckJson.Default.CheckReport));
}
