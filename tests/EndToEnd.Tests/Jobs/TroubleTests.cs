using System.Net;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>What becomes of jobs that go wrong.</summary>
public sealed class TroubleTests(TroubleHost host)
{
    private readonly JobClient _client = host.Client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_method_that_fails_is_tried_again_under_the_same_request_id(int failures)
    {
        JsonElement job = await _client.RunAsync($"/flaky?failures={failures}", "");

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(failures + 1, job.GetProperty("attempt").GetInt32());
        Assert.Equal($"attempt {failures + 1}", job.GetProperty("result").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        string id = job.GetProperty("id").GetString()!;
        string[] attempts = await host.Process.WaitForLinesAsync(
            failures + 1, line => line.Contains(id, StringComparison.Ordinal) && line.Contains(" attempt=", StringComparison.Ordinal));
        Assert.Equal(failures + 1, attempts.Length);
        Assert.Single(attempts.Select(line => line.Split(" requestId=")[1].Split(' ')[0]).Distinct());
    }

    [Fact]
    public async Task A_job_of_90_minutes_has_them() =>
        Assert.InRange((await _client.RunAsync("/long", "")).GetProperty("result").GetInt32(), 5200, 5399);

    [Fact]
    public async Task A_method_that_always_fails_makes_its_job_FAILED_and_this_machine_says_why()
    {
        JsonElement job = await _client.RunAsync("/flaky?failures=9", "");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(3, job.GetProperty("attempt").GetInt32());
        Assert.Equal(JobErrorCodes.MethodFailed, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Contains("a secret of the implementation", job.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        string id = job.GetProperty("id").GetString()!;
        await host.Process.WaitForLinesAsync(2, line => line.Contains("job.attempt-failed", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        await host.Process.WaitForLinesAsync(3, line => line.EndsWith("Exception: a secret of the implementation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_of_the_last_attempt_is_the_one_that_shows()
    {
        JsonElement job = await _client.RunAsync("/coded", "");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(12345, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Equal("failed in attempt 2", job.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("/late")]
    [InlineData("/deaf")]
    public async Task A_method_that_takes_too_long_is_TIMED_OUT_before_the_platform_ends_it(string path)
    {
        JsonElement job = await _client.RunAsync(path, "");

        Assert.Equal("TIMED_OUT", job.GetProperty("status").GetString());
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(JobErrorCodes.TimedOut, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.True(job.GetProperty("finishedAt").GetDateTimeOffset() - job.GetProperty("startedAt").GetDateTimeOffset() >= TimeSpan.FromSeconds(1.4));
    }

    [Theory]
    [InlineData(350_000, true)]
    [InlineData(3_000_000, false)]
    public async Task A_large_result_is_kept(int length, bool isRandom)
    {
        JsonElement job = await _client.RunAsync($"/large?length={length}&isRandom={isRandom}", "");

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(length, job.GetProperty("result").GetString()!.Length);
    }

    // The one is too much for the table, however well it is compressed, the other for the reply to a poll.
    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(7_000_000, false)]
    public async Task A_result_that_is_too_large_makes_the_job_FAILED(int length, bool isRandom)
    {
        JsonElement job = await _client.RunAsync($"/large?length={length}&isRandom={isRandom}", "");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(JobErrorCodes.ResultTooLarge, job.GetProperty("error").GetProperty("errorCode").GetInt32());
    }

    [Fact]
    public async Task Arguments_come_from_every_part_of_a_request()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/echo/0d9f3e4c-6f0c-4d2c-9a57-3f6f2f5b1c11/2026-02-03?tag=a&weekday=monday&tag=b%20c&tag=")
        {
            Content = new StringContent("""{"Text":"ünï"}""", null, "application/json"),
            Headers = { { "x-colours", ["red", "green"] } },
        };
        using HttpResponseMessage response = await _client.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement job = await _client.WaitForEndAsync(response.Headers.Location!.OriginalString);
        Assert.Equal(
            "0d9f3e4c-6f0c-4d2c-9a57-3f6f2f5b1c11 2026-02-03 Monday a|b c| red, green ünï echo",
            job.GetProperty("result").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Every_fault_of_every_part_is_named()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/echo/one/today?weekday=someday&tag=a") { Content = new StringContent("{", null, "application/json") };
        using HttpResponseMessage response = await _client.Http.SendAsync(request, Cancelled);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, JobErrorCodes.BadRequest);
        Assert.Equal(
            ["body:$", "path:day", "path:id", "query:weekday"],
            problem.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("in").GetString()}:{error.GetProperty("name").GetString()}").Order());
    }

    [Fact]
    public async Task A_method_without_a_result_gives_null()
    {
        using HttpResponseMessage response = await _client.SendAsync("GET", "/nothing");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement job = await _client.WaitForEndAsync(response.Headers.Location!.OriginalString);
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("result").ValueKind);
    }
}
