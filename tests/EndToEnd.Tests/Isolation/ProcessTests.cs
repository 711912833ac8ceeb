using System.Net;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>What a function's process has, and what becomes of its job when it comes to an end.</summary>
public sealed class ProcessTests(IsolatedTroubleHost host) : IClassFixture<IsolatedTroubleHost>
{
    private readonly JobClient _client = host.Client;

    [Fact]
    public async Task A_worker_has_a_process_of_its_own_with_the_environment_of_Lambda()
    {
        string[] variables =
        [
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "ASYNCJOBS_HANDLER", "ASYNCJOBS_TABLE", "AWS_REGION", "ASYNCJOBS_OWNER", "AWS_ENDPOINT_URL_SQS", "ASYNCJOBS_QUEUE",
        ];

        JsonElement job = await _client.RunAsync("/process?variable=" + string.Join("&variable=", variables), "");

        string[] values = job.GetProperty("result").GetString()!.Split('|');
        Assert.Equal(["work-process", "512", "$LATEST", "work:process", "asyncjobs-local", "us-east-1", "", ""], values[2..^1]);
        Assert.Matches("^http://127.0.0.1:[0-9]+/000000000000/asyncjobs-local$", values[^1]);
        string[] started = await host.Process.WaitForLinesAsync(1, line => line.Contains($"process.started function=work-process pid={values[0]}", StringComparison.Ordinal));
        Assert.Single(started);
        await host.Process.WaitForLinesAsync(
            1,
            line => line.StartsWith($"work-process[{values[0]}] ", StringComparison.Ordinal)
                && line.Contains("\"event\":\"job.finished\"", StringComparison.Ordinal)
                && line.Contains($"\"requestId\":\"{values[1]}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_of_90_minutes_has_them_in_its_process() =>
        Assert.InRange((await _client.RunAsync("/long", "")).GetProperty("result").GetInt32(), 5200, 5399);

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_LAMBDA", "/2015-03-31/functions/work-process/invocations")]
    [InlineData("AWS_LAMBDA_RUNTIME_API", "/2018-06-01/runtime/invocation/none/response")]
    public async Task What_functions_call_is_not_for_browsers(string variable, string path)
    {
        JsonElement job = await _client.RunAsync("/process?variable=" + variable, "");
        string address = job.GetProperty("result").GetString()!.Split('|')[2];
        Uri url = new(new Uri(address.StartsWith("http", StringComparison.Ordinal) ? address : $"http://{address}"), path);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(url));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(url, ("Host", "evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(url, ("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(url, ("Sec-Fetch-Site", "cross-site")));
    }

    [Fact]
    public async Task On_a_good_day_the_queue_costs_nothing_not_even_its_clients_loading()
    {
        JsonElement job = await _client.RunAsync("/loaded", "");

        Assert.Equal(["AWSSDK.Core", "AWSSDK.DynamoDBv2"], job.GetProperty("result").EnumerateArray().Select(name => name.GetString()!));
    }

    [Fact]
    public async Task A_process_has_one_invocation_at_a_time_and_there_are_no_more_than_allowed()
    {
        string[] urls = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _client.StartAsync("/alone", "")));

        foreach (string url in urls)
            Assert.Equal(1, (await _client.WaitForEndAsync(url)).GetProperty("result").GetInt32());
        string[] started = await host.Process.WaitForLinesAsync(1, line => line.Contains("process.started function=work-alone ", StringComparison.Ordinal));
        Assert.InRange(started.Length, 1, 3);
    }

    [Fact]
    public async Task A_worker_whose_process_ends_is_tried_again_in_another_one()
    {
        JsonElement job = await _client.RunAsync("/crash?crashes=2", "");

        Assert.Equal("attempt 3", job.GetProperty("result").GetString());
        string requestId = await RequestIdOfAsync(job);
        string[] ends = await host.Process.WaitForLinesAsync(
            2, line => line.Contains("process.exited function=work-crash", StringComparison.Ordinal) && line.Contains(requestId, StringComparison.Ordinal));
        Assert.All(ends, line => Assert.Contains("exit status 3", line, StringComparison.Ordinal));
        await host.Process.WaitForLinesAsync(2, line => line.Contains("worker.retry", StringComparison.Ordinal) && line.Contains(requestId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_whose_processes_all_end_is_settled_from_the_failure_record()
    {
        JsonElement job = await _client.RunAsync("/crash?crashes=9", "");

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(JobErrorCodes.PlatformGaveUp, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Equal(3, job.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_job_whose_process_ends_when_it_is_cancelled_ends_by_itself_though_nobody_reads_it()
    {
        string url = await _client.StartAsync("/stubborn", "");
        JsonElement running = await _client.WaitAsync(url, job => job.GetProperty("status").GetString() == "RUNNING");
        string id = running.GetProperty("id").GetString()!;
        (await _client.SendAsync("DELETE", url)).Dispose();

        // The platform's retry may not take it, and leaves a message; settle ends it when the lease is over.
        string[] ended = await host.Process.WaitForLinesAsync(
            1, line => line.StartsWith("settle[", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal) && line.Contains("\"event\":\"job.finished\"", StringComparison.Ordinal));
        Assert.Contains("\"status\":\"CANCELLED\"", ended[0], StringComparison.Ordinal);
        await host.Process.WaitForLinesAsync(1, line => line.Contains("message.sent", StringComparison.Ordinal));
        JsonElement job = await _client.WaitForEndAsync(url);
        Assert.Equal("CANCELLED", job.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_process_that_does_nothing_any_more_is_killed_at_its_deadline()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot stop a process by a signal.");
        JsonElement job = await _client.RunAsync("/frozen", "");

        // On a machine that is busy enough, the second attempt may not be done in time either.
        Assert.Equal(2, job.GetProperty("attempt").GetInt32());
        Assert.Contains(job.GetProperty("status").GetString(), (string[])["SUCCEEDED", "FAILED"]);
        string[] killed = await host.Process.WaitForLinesAsync(1, line => line.Contains("process.timed-out function=work-frozen", StringComparison.Ordinal));
        Assert.All(killed, line => Assert.Contains("killed at its deadline, after 10 s", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "SUCCEEDED")]
    [InlineData(9, "FAILED")]
    public async Task A_process_that_takes_more_memory_than_it_may_is_killed(int hogs, string status)
    {
        JsonElement job = await _client.RunAsync($"/hog?hogs={hogs}", "");

        Assert.Equal(status, job.GetProperty("status").GetString());
        Assert.Equal(2, job.GetProperty("attempt").GetInt32());
        string[] killed = await host.Process.WaitForLinesAsync(1, line => line.Contains("process.out-of-memory function=work-hog", StringComparison.Ordinal));
        Assert.All(killed, line => Assert.Contains("more than the 256 MB of its function", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_that_ignores_its_time_ends_its_process_and_the_next_job_gets_another_one()
    {
        JsonElement first = await _client.RunAsync("/deaf", "");
        JsonElement second = await _client.RunAsync("/deaf", "");

        // On a machine that is busy enough, the platform is quicker than the method's own limit.
        Assert.All([first, second], job => Assert.Contains(job.GetProperty("status").GetString(), (string[])["TIMED_OUT", "FAILED"]));
        string[] ends = await host.Process.WaitForLinesAsync(2, line => line.Contains(" function=work-deaf pid=", StringComparison.Ordinal) && !line.Contains("process.started", StringComparison.Ordinal));
        Assert.True(ends.Select(line => line.Split(" pid=")[1].Split(' ')[0]).Distinct().Count() >= 2);
    }

    private async Task<string> RequestIdOfAsync(JsonElement job)
    {
        string id = job.GetProperty("id").GetString()!;
        string[] lines = await host.Process.WaitForLinesAsync(
            1, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("job.finished", StringComparison.Ordinal));
        return lines[0].Split("\"requestId\":\"")[1].Split('"')[0];
    }

    private static async Task<HttpStatusCode> PostAsync(Uri url, params (string Name, string Value)[] headers)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new StringContent("{}") };
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
