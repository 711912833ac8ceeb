using System.Net;
using System.Net.Http.Headers;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>How the local host begins, or says that it cannot.</summary>
public sealed class StartingTests(SampleHost sample)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void It_prints_the_endpoints_and_a_curl_line()
    {
        string address = sample.Process.Address.GetLeftPart(UriPartial.Authority);
        string output = sample.Process.Output;

        Assert.StartsWith($"Listening on {address}; jobs are kept in this process.", output, StringComparison.Ordinal);
        Assert.Contains("POST /link-checks ", output, StringComparison.Ordinal);
        Assert.Contains("POST /summaries/{name} ", output, StringComparison.Ordinal);
        Assert.Contains("GET /jobs/{id} ", output, StringComparison.Ordinal);
        Assert.Contains("DELETE /jobs/{id} ", output, StringComparison.Ordinal);
        Assert.Contains("--help lists the options, and https://", output, StringComparison.Ordinal);
        Assert.Contains(
            $$"""curl -i '{{address}}/summaries/cities?delimiter=;' -H 'content-type: application/json' -d '{"csv":"city;people\nParis;2102650\nLyon;522250\n"}'""",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public Task A_port_in_use_is_one_line_and_1() => FailsAsync(
        1,
        $"Cannot listen on {sample.Process.Address.GetLeftPart(UriPartial.Authority)}: ",
        "--urls",
        sample.Process.Address.ToString());

    [Fact]
    public Task A_DynamoDB_that_is_not_there_is_one_line_and_1() =>
        FailsAsync(1, "Cannot use the DynamoDB at http://127.0.0.1:1/: ", "--dynamodb", "http://127.0.0.1:1");

    [Fact]
    public async Task Services_that_cannot_be_made_are_one_line_and_1()
    {
        await using HostProcess host = HostProcess.Start("env", "TROUBLE_BROKEN_SERVICES=1", HostProcess.DotNet, RepositoryFiles.TroubleProgram);

        Assert.Equal(1, await host.WaitForExitAsync(Cancelled));
        string line = Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(
            "Cannot make the services, which [JobServices] registers: System.TimeoutException: The secret could not be read\\u001B[2J. at ", line, StringComparison.Ordinal);
        Assert.Contains("Configure(", line, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Fact]
    public Task What_is_no_option_is_one_line_and_2() => FailsAsync(2, "\"--url\" is not an option.", "--url", "http://localhost:1");

    [Theory]
    [InlineData("")]
    [InlineData("client id")]
    public async Task An_owner_that_nobody_can_be_is_one_line_and_1(string owner)
    {
        foreach (string[] arguments in (string[][])[[], ["--isolated"]])
        {
            await using HostProcess host = HostProcess.Start("env", [$"ASYNCJOBS_OWNER={owner}", HostProcess.DotNet, RepositoryFiles.SampleProgram, .. arguments]);

            Assert.Equal(1, await host.WaitForExitAsync(Cancelled));
            string line = Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith("The environment variable ASYNCJOBS_OWNER must be none, iam-role, or the name of a claim", line, StringComparison.Ordinal);
            Assert.Empty(host.Output);
        }
    }

    [Fact]
    public async Task With_an_owner_set_jobs_run_as_they_do_without()
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(
            "env", "ASYNCJOBS_OWNER=client_id", HostProcess.DotNet, RepositoryFiles.SampleProgram);
        using HttpClient client = new() { BaseAddress = host.Address };

        using HttpResponseMessage response = await client.PostAsync("/summaries/cities", new StringContent("""{"csv":"a\n1\n"}""", new MediaTypeHeaderValue("application/json")), Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(response.Headers.Location, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--help");

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        string[] options =
        [
            "--urls", "--allow-host", "--cors-origin", "--dynamodb", "--retry-delay", "--callback-host", "--callback-secret", "--isolated", "--concurrency", "--memory",
            "--kill", "--throttle", "--duplicates", "--delay", "--seed", "--openapi", "--help",
        ];
        Assert.All(options, option => Assert.Contains(option, host.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--isolated")]
    public async Task With_a_host_for_callbacks_they_are_taken_and_the_secret_is_told(params string[] arguments)
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, [RepositoryFiles.SampleProgram, "--callback-host", "hooks.example.com", .. arguments]);
        string[] told = await host.WaitForLinesAsync(1, line => line.StartsWith("Callbacks may go", StringComparison.Ordinal));
        Assert.Matches("^Callbacks may go to hooks.example.com, this machine. They are signed with whsec_[A-Za-z0-9+/]{43}=\\.$", told[0]);

        using HttpClient client = new() { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.Accepted, await StartAsync("https://hooks.example.com/done"));
        Assert.Equal(HttpStatusCode.BadRequest, await StartAsync("https://other.example.com/done"));
        Assert.Equal(HttpStatusCode.BadRequest, await StartAsync("http://hooks.example.com/done"));
        Assert.Equal(HttpStatusCode.Accepted, await StartAsync("http://localhost:1/done"));

        async Task<HttpStatusCode> StartAsync(string callback)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/summaries/cities")
            {
                Content = new StringContent("""{"csv":"a\n1\n"}""", new MediaTypeHeaderValue("application/json")),
                Headers = { { "x-callback-url", callback } },
            };
            using HttpResponseMessage response = await client.SendAsync(request, Cancelled);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--isolated")]
    public async Task Where_other_machines_can_start_jobs_callbacks_do_not_go_to_this_one(params string[] arguments)
    {
        await using HostProcess host = HostProcess.Start(
            HostProcess.DotNet, [RepositoryFiles.SampleProgram, "--urls", "http://0.0.0.0:0", "--callback-host", "hooks.example.com", .. arguments]);
        string[] listening = await host.WaitForLinesAsync(1, line => line.StartsWith("Listening on ", StringComparison.Ordinal));
        Uri address = new(listening[0]["Listening on ".Length..].Split(';')[0]);
        string[] told = await host.WaitForLinesAsync(1, line => line.StartsWith("Callbacks may go", StringComparison.Ordinal));
        Assert.StartsWith("Callbacks may go to hooks.example.com. ", told[0], StringComparison.Ordinal);

        using HttpClient client = new() { BaseAddress = new UriBuilder(address) { Host = "127.0.0.1" }.Uri };
        using HttpRequestMessage request = new(HttpMethod.Post, "/summaries/cities")
        {
            Content = new StringContent("""{"csv":"a\n1\n"}""", new MediaTypeHeaderValue("application/json")),
            Headers = { { "x-callback-url", "http://127.0.0.1:1/done" } },
        };
        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task FailsAsync(int exitCode, string message, params string[] arguments)
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, [RepositoryFiles.SampleProgram, .. arguments]);

        Assert.Equal(exitCode, await host.WaitForExitAsync(Cancelled));
        string line = Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(message, line, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }
}
