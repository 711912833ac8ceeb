using System.Net;
using System.Text;
using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class ListTests
{
    private readonly ScriptedServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_read_page_by_page_as_they_are_asked_for()
    {
        _server.Then(Page("second page", "job3", "job2"), Page(null, "job1"));
        await using IAsyncEnumerator<AsyncJobSnapshot> jobs = _server.Client().ListAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        Assert.Empty(_server.Requests);

        Assert.True(await jobs.MoveNextAsync() && jobs.Current.Id == "job3");
        Assert.True(await jobs.MoveNextAsync() && jobs.Current.Id == "job2");
        Assert.Single(_server.Requests);
        Assert.True(await jobs.MoveNextAsync() && jobs.Current.Id == "job1");
        Assert.False(await jobs.MoveNextAsync());

        Assert.Equal(["https://api.example/prod/jobs", "https://api.example/prod/jobs?pageToken=second%20page"], _server.Requests.Select(static request => request.Url));
        Assert.All(_server.Requests, static request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Filters_go_with_every_page()
    {
        _server.Then(Page("t"), Page(null));

        Assert.Empty(await ListAsync(new AsyncJobListOptions
        {
            Route = "https://api.example/v2/jobs?key=a%20b",
            Job = "link-checks",
            Status = AsyncJobStatus.TimedOut,
            Since = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
            PageSize = 50,
        }));

        const string Query = "key=a%20b&job=link-checks&status=TIMED_OUT&since=2026-01-01T00%3A00%3A00.0000000Z&pageSize=50";
        Assert.Equal([$"https://api.example/v2/jobs?{Query}", $"https://api.example/v2/jobs?{Query}&pageToken=t"], _server.Requests.Select(static request => request.Url));
    }

    [Fact]
    public async Task A_job_of_a_list_is_read_with_all_but_its_result()
    {
        _server.Then(() => Json("""
            {"jobs":[
              {"id":"job2","job":"link-checks","status":"RUNNING","createdAt":"2026-01-01T00:00:00.000Z","startedAt":"2026-01-01T00:00:01.000Z","finishedAt":null,"attempt":1,
               "progress":{"fraction":0.5,"message":"half"},"error":null,"correlationId":"order-7","lost":true},
              {"id":"job1","job":"link-checks","status":"SUCCEEDED","createdAt":"2026-01-01T00:00:00.000Z","startedAt":null,"finishedAt":"2026-01-01T00:00:02.000Z","attempt":1,
               "progress":null,"error":null,"correlationId":"job1"}]}
            """));

        List<AsyncJobSnapshot> jobs = await ListAsync();

        Assert.Equal((true, AsyncJobStatus.Running, 0.5, "order-7", false), (jobs[0].IsLost, jobs[0].Status, jobs[0].Progress!.Fraction, jobs[0].CorrelationId, jobs[0].IsFinished));
        Assert.Equal((false, AsyncJobStatus.Succeeded, true), (jobs[1].IsLost, jobs[1].Status, jobs[1].IsFinished));
    }

    // Neither a token nor a Link leads the caller's credentials elsewhere.
    [Theory]
    [InlineData("https://evil.example/jobs")]
    [InlineData("//evil.example/jobs")]
    [InlineData("&x=1#@evil.example/")]
    [InlineData("\r\nhost: evil.example")]
    public async Task What_a_server_says_of_the_next_page_is_a_parameter_and_no_address(string token)
    {
        _server.Then(() =>
        {
            HttpResponseMessage reply = Page(token, "job1")();
            reply.Headers.TryAddWithoutValidation("Link", "<https://evil.example/jobs>; rel=\"next\"");
            return reply;
        }, Page(null));

        Assert.Single(await ListAsync());

        Assert.Equal("https://api.example/prod/jobs?pageToken=" + Uri.EscapeDataString(token), _server.Last.Url);
    }

    [Fact]
    public async Task A_page_that_leads_to_itself_is_an_error()
    {
        _server.Answer = _ => Page("again", "job1")();

        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => ListAsync());

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task An_attempt_whose_reply_is_lost_is_repeated_and_nothing_comes_twice()
    {
        _server.Then(Page("t", "job2"), () => throw new HttpRequestException("reset"), () => Documents.Refused(HttpStatusCode.ServiceUnavailable), Page(null, "job1"));

        Assert.Equal(["job2", "job1"], (await ListAsync()).Select(static job => job.Id));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_refusal_is_told(HttpStatusCode statusCode) =>
        Assert.Equal(statusCode, (await Assert.ThrowsAsync<AsyncJobRequestException>(() => { _server.Then(() => Documents.Refused(statusCode)); return ListAsync(); })).StatusCode);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"jobs":{}}""")]
    [InlineData("""{"jobs":[{}]}""")]
    [InlineData("""{"jobs":[],"nextPageToken":1}""")]
    public async Task What_is_no_page_is_an_error(string body)
    {
        _server.Then(() => Json(body));

        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => ListAsync());
    }

    [Fact]
    public void What_cannot_be_asked_for_is_refused_before()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsyncJobListOptions { Status = AsyncJobStatus.Unknown });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsyncJobListOptions { PageSize = 0 });
        Assert.Throws<ArgumentException>(() => _server.Client(configure: static http => http.BaseAddress = null).ListAsync(cancellationToken: Token));
    }

    private async Task<List<AsyncJobSnapshot>> ListAsync(AsyncJobListOptions? options = null)
    {
        List<AsyncJobSnapshot> jobs = [];
        await foreach (AsyncJobSnapshot job in _server.Client().ListAsync(options, Token))
            jobs.Add(job);
        return jobs;
    }

    private static Func<HttpResponseMessage> Page(string? token, params string[] ids)
    {
        string jobs = string.Join(',', ids.Select(static id =>
            $$"""{"id":"{{id}}","job":"link-checks","status":"PENDING","createdAt":"2026-01-01T00:00:00.000Z","startedAt":null,"finishedAt":null,"attempt":0,"progress":null,"error":null,"correlationId":"{{id}}"}"""));
        string next = token is null ? "" : ",\"nextPageToken\":" + System.Text.Json.JsonSerializer.Serialize(token);
        return () => Json($$"""{"jobs":[{{jobs}}]{{next}}}""");
    }

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
