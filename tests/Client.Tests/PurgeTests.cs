using System.Net;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

public sealed class PurgeTests
{
    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_removed_by_a_DELETE_that_says_so()
    {
        AsyncJob<CheckReport> job = _server.Then(Gone).Resume();

        Assert.True(await job.PurgeAsync(Token));

        Assert.Equal(("DELETE", "https://api.example/prod/jobs/job1?purge"), (_server.Last.Method, _server.Last.Url));
        Assert.Null(_server.Last.Body);
    }

    [Fact]
    public async Task A_query_that_the_jobs_URL_has_stays()
    {
        AsyncJob<CheckReport> job = _server.Then(Gone).Client().Resume(new Uri("https://api.example/jobs/job1?key=a%20b"), CheckJson.Default.CheckReport);

        await job.PurgeAsync(Token);

        Assert.Equal("https://api.example/jobs/job1?key=a%20b&purge", _server.Last.Url);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_told_and_no_error() =>
        Assert.False(await _server.Then(() => Refused(HttpStatusCode.NotFound)).Resume().PurgeAsync(Token));

    [Fact]
    public async Task An_attempt_whose_reply_is_lost_is_repeated()
    {
        AsyncJob<CheckReport> job = _server.Then(() => throw new HttpRequestException("reset"), () => Refused(HttpStatusCode.ServiceUnavailable), () => Refused(HttpStatusCode.NotFound)).Resume();

        Assert.False(await job.PurgeAsync(Token));

        Assert.Equal(3, _server.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_refusal_is_told_with_its_code_and_not_repeated(HttpStatusCode statusCode)
    {
        AsyncJob<CheckReport> job = _server.Then(() => Refused(statusCode)).Resume();

        AsyncJobRequestException refusal = await Assert.ThrowsAsync<AsyncJobRequestException>(() => job.PurgeAsync(Token));

        Assert.Equal((statusCode, 2000 + (int)statusCode), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Single(_server.Requests);
    }

    // One that does not know the parameter cancels the job instead.
    [Fact]
    public async Task A_server_that_answers_with_a_job_has_not_removed_it() =>
        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => _server.Then(Succeeded).Resume().PurgeAsync(Token));

    [Fact]
    public async Task A_job_that_was_removed_is_known_as_it_was()
    {
        AsyncJob<CheckReport> job = _server.Then(Succeeded, Gone).Resume();
        await job.GetAsync(Token);

        await job.PurgeAsync(Token);

        Assert.Equal(AsyncJobStatus.Succeeded, job.Latest?.Status);
    }

    private static HttpResponseMessage Gone() => new(HttpStatusCode.NoContent);
}
