using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi.Tools;

/// <summary>What others make of the sample's document: a client in TypeScript, which runs jobs, and a judgement by common rules.</summary>
public sealed class GeneratedClientTests(SampleHost sample) : IAsyncLifetime
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("asyncjobs-openapi-");

    private string Document => Path.Combine(_project.FullName, "openapi.json");

    public async ValueTask InitializeAsync()
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--openapi", Document);
        Assert.Equal(0, await host.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _project.Delete(recursive: true);
        return default;
    }

    [Fact]
    public async Task A_client_in_TypeScript_runs_a_job_to_its_end()
    {
        NodeTools.Link(_project.FullName);
        File.Copy(NodeTools.FileOf("client.mts"), Path.Combine(_project.FullName, "client.mts"));
        await SucceedAsync(NodeTools.RunInstalledAsync("openapi-typescript", Document, "--output", Path.Combine(_project.FullName, "document.mts")));
        await SucceedAsync(NodeTools.RunInstalledAsync(
            "tsc",
            "--strict",
            "--noUncheckedIndexedAccess",
            "--exactOptionalPropertyTypes",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--typeRoots",
            Path.Combine(_project.FullName, "node_modules", "@types"),
            "--types",
            "node",
            Path.Combine(_project.FullName, "client.mts")));

        string output = await SucceedAsync(NodeTools.RunAsync(Path.Combine(_project.FullName, "client.mjs"), sample.Process.Address.AbsoluteUri.TrimEnd('/')));

        Assert.Equal("cities/of France 2 city,people\n2400 query withinSeconds\n404 Not Found\n", output);
    }

    [Fact]
    public async Task The_rules_of_Spectral_find_nothing() => await AssertFlawlessAsync();

    [Fact]
    public async Task Nor_do_they_where_callers_may_do_all_that_they_can()
    {
        Dictionary<string, string> environment = new()
        {
            ["ASYNCJOBS_CALLBACK_HOSTS"] = "hooks.example.com",
            ["ASYNCJOBS_LIST"] = "true",
            ["ASYNCJOBS_MAX_STREAMS_PER_OWNER"] = "4",
            ["ASYNCJOBS_MAX_UNFINISHED_PER_OWNER"] = "20",
            ["ASYNCJOBS_PURGE"] = "true",
            ["ASYNCJOBS_STREAMING"] = "true",
        };
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, environment, RepositoryFiles.TroubleProgram, "--openapi", Document);
        Assert.Equal(0, await host.WaitForExitAsync(TestContext.Current.CancellationToken));

        await AssertFlawlessAsync();
    }

    private async Task AssertFlawlessAsync()
    {
        (int exitCode, string output) = await LintAsync();

        Assert.Equal((0, "No results with a severity of 'hint' or higher found!"), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task What_is_wrong_is_found()
    {
        string text = await File.ReadAllTextAsync(Document, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Document, text.Replace("\"attempt\": 0,", "\"attempt\": -1,", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (int exitCode, string output) = await LintAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("oas3-valid-media-example", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> LintAsync() =>
        NodeTools.RunInstalledAsync("spectral", "lint", Document, "--ruleset", NodeTools.FileOf("spectral.yaml"), "--fail-severity", "hint");

    private static async Task<string> SucceedAsync(Task<(int ExitCode, string Output)> run)
    {
        (int exitCode, string output) = await run;
        Assert.True(exitCode == 0, output);
        return output;
    }
}
