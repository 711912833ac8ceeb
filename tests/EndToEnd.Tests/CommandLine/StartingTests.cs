using AsyncJobs.EndToEnd.Tests.Hosting;
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
    public Task What_is_no_option_is_one_line_and_2() => FailsAsync(2, "\"--url\" is not an option.", "--url", "http://localhost:1");

    [Fact]
    public async Task Help_lists_the_options()
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--help");

        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
        Assert.All(["--urls", "--dynamodb", "--retry-delay", "--isolated", "--concurrency", "--memory", "--kill", "--throttle", "--duplicates", "--delay", "--seed", "--help"], option => Assert.Contains(option, host.Output, StringComparison.Ordinal));
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
