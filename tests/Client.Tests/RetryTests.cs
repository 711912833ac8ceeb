using System.Net;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

public sealed class RetryTests
{
    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_run_again_by_a_POST_and_the_new_job_is_told()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Accepted(location: "../../jobs/job2"), Succeeded).Resume();

        AsyncJob<CheckReport> again = await job.RetryAsync(Token);

        Assert.Equal(("POST", "https://api.example/prod/jobs/job1/retry", null), (_server.Last.Method, _server.Last.Url, _server.Last.Body));
        Assert.Equal("https://api.example/prod/jobs/job2", again.Url.AbsoluteUri);
        Assert.Equal(AsyncJobStatus.Pending, again.Latest?.Status);
        Assert.Null(job.Latest);
        await again.GetAsync(Token);
        Assert.Equal("https://api.example/prod/jobs/job2", _server.Last.Url);
    }

    [Fact]
    public async Task A_query_that_the_jobs_URL_has_stays()
    {
        AsyncJob<CheckReport> job = _server.Then(() => Accepted()).Client().Resume(new Uri("https://api.example/jobs/job1?key=a%20b"), CheckJson.Default.CheckReport);

        await job.RetryAsync(Token);

        Assert.Equal("https://api.example/jobs/job1/retry?key=a%20b", _server.Last.Url);
    }

    [Fact]
    public async Task An_attempt_whose_reply_is_lost_is_repeated()
    {
        AsyncJob<CheckReport> job = _server.Then(() => throw new HttpRequestException("reset"), () => Refused(HttpStatusCode.ServiceUnavailable), () => Accepted()).Resume();

        await job.RetryAsync(Token);

        Assert.Equal(3, _server.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_is_told_with_its_code_and_not_repeated(HttpStatusCode statusCode)
    {
        AsyncJob<CheckReport> job = _server.Then(() => Refused(statusCode)).Resume();

        AsyncJobRequestException refusal = await Assert.ThrowsAsync<AsyncJobRequestException>(() => job.RetryAsync(Token));

        Assert.Equal((statusCode, 2000 + (int)statusCode), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void A_status_document_names_the_job_that_it_runs_again()
    {
        const string Job = """{"id":"b","job":"checks","status":"PENDING","createdAt":"2026-01-01T00:00:00.000Z"}""";
        Assert.Null(AsyncJobSnapshot.Parse(System.Text.Encoding.UTF8.GetBytes(Job), CheckJson.Default.CheckReport).RetryOf);

        string again = Job.Replace("}", ",\"retryOf\":\"a\"}", StringComparison.Ordinal);
        Assert.Equal("a", AsyncJobSnapshot.Parse(System.Text.Encoding.UTF8.GetBytes(again), CheckJson.Default.CheckReport).RetryOf);
    }
}
