using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>What the endpoints make of every kind of request.</summary>
public sealed class RequestTests(SampleHost host)
{
    private const int EventLimit = 960 * 1024;

    private readonly JobClient _client = host.Client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/link-checks/more")]
    [InlineData("POST", "/summaries")]
    [InlineData("GET", "/jobs")]
    [InlineData("OPTIONS", "/nowhere")]
    public async Task Nothing_at_a_path_is_a_404_problem(string method, string path)
    {
        using HttpResponseMessage response = await _client.SendAsync(method, path);

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, JobErrorCodes.NotFound);
    }

    [Theory]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("GET", "/link-checks", "POST")]
    [InlineData("PUT", "/summaries/x", "POST")]
    [InlineData("POST", "/jobs/00000000000000000000000000", "GET, DELETE")]
    [InlineData("OPTIONS", "/link-checks", "POST")]
    public async Task Another_method_is_a_405_problem_that_names_the_right_ones(string method, string path, string allow)
    {
        using HttpResponseMessage response = await _client.SendAsync(method, path);

        await ProblemAssert.IsAsync(response, HttpStatusCode.MethodNotAllowed, JobErrorCodes.MethodNotAllowed);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_reply_to_HEAD_has_no_body()
    {
        using HttpResponseMessage response = await _client.SendAsync("HEAD", "/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Theory]
    [InlineData("00000000000000000000000000")]
    [InlineData("x")]
    [InlineData("..%2Flink-checks")]
    [InlineData("%FF%FE")]
    [InlineData("%C3%A9")]
    public async Task An_id_that_nobody_was_given_is_a_404_problem(string id)
    {
        using HttpResponseMessage read = await _client.SendAsync("GET", "/jobs/" + id);
        await ProblemAssert.IsAsync(read, HttpStatusCode.NotFound, JobErrorCodes.NotFound);

        using HttpResponseMessage cancelled = await _client.SendAsync("DELETE", "/jobs/" + id);
        await ProblemAssert.IsAsync(cancelled, HttpStatusCode.NotFound, JobErrorCodes.NotFound);
    }

    [Fact]
    public async Task A_forged_id_is_a_404_problem()
    {
        string url = await _client.StartAsync("/summaries/x", """{"csv":""}""");
        string forged = url[..^1] + (url[^1] == '0' ? '4' : '0');

        using HttpResponseMessage response = await _client.SendAsync("GET", forged);

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, JobErrorCodes.NotFound);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    public async Task A_body_that_is_not_JSON_is_a_415_problem(string type)
    {
        using StringContent content = new("""{"csv":""}""", MediaTypeHeaderValue.Parse(type));
        using HttpResponseMessage response = await _client.Http.PostAsync("/summaries/x", content, Cancelled);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, JobErrorCodes.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/vnd.tables+json")]
    public async Task Every_JSON_type_is_taken(string type)
    {
        using StringContent content = new("""{"csv":"caf\u00e9\né\n"}""", MediaTypeHeaderValue.Parse(type));
        using HttpResponseMessage response = await _client.Http.PostAsync("/summaries/x", content, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement job = await _client.WaitForEndAsync(response.Headers.Location!.OriginalString);
        Assert.Equal("café", job.GetProperty("result").GetProperty("columns")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"csv\":null}")]
    [InlineData("{\"csv\":1}")]
    [InlineData("{\"csv\":\"a\"}x")]
    [InlineData("{\"csv\":\"\\ud800\"}")]
    public async Task A_body_that_does_not_fit_is_a_400_problem(string body)
    {
        using HttpResponseMessage response = await _client.PostAsync("/summaries/x", body);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, JobErrorCodes.BadRequest);
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.Equal("body", error.GetProperty("in").GetString()));
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_a_400_problem()
    {
        using ByteArrayContent content = new([(byte)'"', 0xC3, (byte)'"']) { Headers = { ContentType = new("application/json") } };
        using HttpResponseMessage response = await _client.Http.PostAsync("/summaries/x", content, Cancelled);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, JobErrorCodes.BadRequest);
    }

    [Fact]
    public async Task A_body_at_the_limit_is_taken_and_one_byte_more_is_a_413_problem()
    {
        using HttpResponseMessage probe = await _client.PostAsync("/summaries/x", Csv(EventLimit));
        JsonElement problem = await ProblemAssert.IsAsync(probe, HttpStatusCode.RequestEntityTooLarge, JobErrorCodes.PayloadTooLarge);
        int eventBytes = int.Parse(problem.GetProperty("detail").GetString()!.Split(' ').First(word => int.TryParse(word, out _)), null);
        int longest = EventLimit - (eventBytes - EventLimit);

        using HttpResponseMessage tooLong = await _client.PostAsync("/summaries/x", Csv(longest + 1));
        await ProblemAssert.IsAsync(tooLong, HttpStatusCode.RequestEntityTooLarge, JobErrorCodes.PayloadTooLarge);

        JsonElement job = await _client.RunAsync("/summaries/x", Csv(longest));
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal((longest - 18) / 6, job.GetProperty("result").GetProperty("rows").GetInt32());
    }

    // Exactly so many bytes of JSON; the text has one row for each six of them, and blanks in front.
    private static string Csv(int bytes)
    {
        int rows = (bytes - 18) / 6;
        StringBuilder json = new StringBuilder("{").Append(' ', bytes - 18 - (rows * 6)).Append("\"csv\":\"name\\n");
        for (int i = 0; i < rows; i++)
            json.Append("1234\\n");
        return json.Append("\"}").ToString();
    }

    [Theory]
    [InlineData(7_000_000)]
    [InlineData(10_400_000)]
    public async Task A_body_too_large_for_the_platform_is_a_413_problem(int bytes)
    {
        using HttpResponseMessage response = await _client.PostAsync("/summaries/x", new string(' ', bytes));

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, JobErrorCodes.PayloadTooLarge);
    }

    [Theory]
    [InlineData("caf%C3%A9", "café")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a+b%20c", "a+b c")]
    [InlineData("%F0%9F%98%80", "😀")]
    [InlineData("%3Cscript%3E%22", "<script>\"")]
    [InlineData("100%25", "100%")]
    public async Task Route_values_are_decoded(string encoded, string name)
    {
        string url = await _client.StartAsync($"/summaries/{encoded}", """{"csv":""}""");
        Assert.StartsWith("/jobs/", url, StringComparison.Ordinal);

        JsonElement job = await _client.WaitForEndAsync(url);
        Assert.Equal(name, job.GetProperty("result").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("?delimiter=;")]
    [InlineData("?delimiter=%3B")]
    [InlineData("?other=1&delimiter=%3b&delimiter=x")]
    public async Task Query_values_are_decoded_and_the_first_of_several_counts(string query)
    {
        JsonElement job = await _client.RunAsync("/summaries/x" + query, """{"csv":"a;b\n1;2\n"}""");

        Assert.Equal(2, job.GetProperty("result").GetProperty("columns").GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("%22")]
    [InlineData("%0A")]
    public async Task A_delimiter_that_is_none_fails_the_job_at_once(string delimiter)
    {
        JsonElement job = await _client.RunAsync($"/summaries/x?delimiter={delimiter}", """{"csv":"a\n"}""");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(10010, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    public async Task A_bad_idempotency_key_is_a_400_problem(string key)
    {
        using HttpResponseMessage response = await _client.PostAsync("/summaries/x", """{"csv":""}""", ("Idempotency-Key", key));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, JobErrorCodes.BadRequest);
        Assert.Equal("Idempotency-Key", problem.GetProperty("errors")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task One_key_posted_many_times_at_once_is_one_job()
    {
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        string[] urls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _client.StartAsync("/summaries/x", """{"csv":"a\n1\n"}""", key)));

        Assert.Single(urls.Distinct());
        JsonElement job = await _client.WaitForEndAsync(urls[0]);
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_request_cannot_forge_a_line_of_the_log()
    {
        using HttpResponseMessage response = await _client.SendAsync("GET", "/nowhere?x=\"%20status=200");
        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, JobErrorCodes.NotFound);

        string line = Assert.Single(await host.Process.WaitForLinesAsync(1, line => line.Contains("/nowhere?x=", StringComparison.Ordinal)));
        Assert.Contains("""target="/nowhere?x=\"%20status=200" status=404 ms=""", line, StringComparison.Ordinal);
    }
}
