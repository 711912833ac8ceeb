using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What one owner may have and start, as a build hands it to the functions that start jobs.</summary>
public sealed class LimitTests
{
    private const string Unfinished = "ASYNCJOBS_MAX_UNFINISHED_PER_OWNER";
    private const string Streams = "ASYNCJOBS_MAX_STREAMS_PER_OWNER";
    private const string Starts = "ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER";

    private static readonly string[] s_jobs = [JobAssembly.Job(more: "\"starts\":[\"summaries\"]"), JobAssembly.Job("silent", "/silent")];

    [Fact]
    public void The_functions_that_start_jobs_are_told_and_need_no_permission_for_it()
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  HttpApi:\n    Auth:\n      DefaultAuthorizer: Login\n      Authorizers:\n        Login: {}\n";
        bench.Write(s_jobs);
        string off = bench.Text;
        string policies = Policies(bench);

        Assert.Equal(0, bench.Write(s_jobs, "--max-unfinished", "20", "--max-starts", "100"));

        Assert.Equal("", bench.Errors);
        Assert.All(["SampleSummariesAccept", "SampleSummariesWorker", "SampleSilentAccept"], id => Assert.Equal(("20", "100"), (VariableOf(bench, id, Unfinished), VariableOf(bench, id, Starts))));
        Assert.All(["SampleJobStatus", "SampleJobSettle", "SampleSilentWorker"], id => Assert.Equal((null, null), (VariableOf(bench, id, Unfinished), VariableOf(bench, id, Starts))));
        Assert.Equal(policies, Policies(bench));

        bench.Write(s_jobs);
        Assert.Equal(off, bench.Text);
        bench.Write(s_jobs, "--max-unfinished", "0", "--max-starts", "0");
        Assert.Equal(off, bench.Text);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", s_jobs), "--max-starts", "7"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal(
            ["7", "7", "7", null, null, null],
            new[] { "summaries-accept", "summaries-work", "silent-accept", "silent-work", "status", "settle" }.Select(key => functions[key]!["environment"]![Starts]?.ToString()));
        Assert.DoesNotContain(Unfinished, bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-unfinished", "1001", "AsyncJobsMaxUnfinishedPerOwner must be a whole number from 1 to 1000, or 0 for no limit.")]
    [InlineData("--max-unfinished", "-1", "AsyncJobsMaxUnfinishedPerOwner must be")]
    [InlineData("--max-unfinished", "", "AsyncJobsMaxUnfinishedPerOwner must be")]
    [InlineData("--max-starts", "10001", "AsyncJobsMaxStartsPerMinutePerOwner must be a whole number from 1 to 10000, or 0 for no limit.")]
    [InlineData("--max-streams", "101", "AsyncJobsMaxStreamsPerOwner must be a whole number from 1 to 100, or 0 for no limit.")]
    [InlineData("--max-streams", "", "AsyncJobsMaxStreamsPerOwner must be")]
    [InlineData("--max-starts", "ten", "AsyncJobsMaxStartsPerMinutePerOwner must be")]
    public void What_is_no_limit_is_an_error(string option, string value, string expected)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, option, value));
        Assert.Contains("error AJ2001: " + expected, bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-unfinished", "none", "counts the jobs of each owner, and AsyncJobsOwner is none: no job has one.")]
    [InlineData("--max-starts", "None", "counts the jobs of each owner, and AsyncJobsOwner is none: no job has one.")]
    [InlineData("--max-streams", "none", "AsyncJobsMaxStreamsPerOwner counts the streams of each owner, and AsyncJobsOwner is none: no caller is one.")]
    public void A_limit_where_nobody_owns_a_job_is_an_error(string option, string owner, string expected)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, option, "5", "--owner", owner));
        Assert.Contains(expected, bench.Errors, StringComparison.Ordinal);
        Assert.Equal(0, bench.Write(s_jobs, option, "0", "--owner", owner));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("NONE", null, true)]
    [InlineData("Login", null, false)]
    [InlineData(null, "Login", false)]
    public void A_limit_at_an_API_without_an_authorizer_is_told_to_do_nothing(string? ofJob, string? ofBuild, bool isTold)
    {
        using Workbench bench = new();
        string job = JobAssembly.Job(more: ofJob is null ? "" : $"\"authorizer\":\"{ofJob}\"");

        Assert.Equal(0, bench.Write([job], ["--max-unfinished", "5", .. ofBuild is null ? Array.Empty<string>() : ["--authorizer", ofBuild]]));

        Assert.Equal(isTold, bench.Errors.Contains("warning AJ2022: ", StringComparison.Ordinal));
        bench.Write([job], [.. ofBuild is null ? Array.Empty<string>() : ["--authorizer", ofBuild]]);
        Assert.DoesNotContain("AJ2022", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("perJob")]
    public void The_function_that_streams_is_told_of_its_limit_and_needs_no_permission_for_it(string functions)
    {
        using Workbench bench = new("template.yaml");
        string[] options = ["--api", "rest", "--streaming", "rest", "--authorizer", "Login", "--functions", functions];
        bench.Write(s_jobs, options);
        string off = bench.Text;
        string policies = Policies(bench);

        Assert.Equal(0, bench.Write(s_jobs, [.. options, "--max-streams", "4"]));

        Assert.DoesNotContain("AJ2022", bench.Errors, StringComparison.Ordinal);
        Assert.Equal("4", VariableOf(bench, "SampleJobStream", Streams));
        Assert.Equal(
            ["SampleJobStream"],
            bench.Resources.Where(resource => resource.Value!["Properties"]?["Environment"]?["Variables"]?[Streams] is not null).Select(resource => resource.Key));
        Assert.Equal(policies, Policies(bench));
        bench.Write(s_jobs, [.. options, "--max-streams", "0"]);
        Assert.Equal(off, bench.Text);

        // Where nothing streams, nothing is told.
        Assert.Equal(0, bench.Write(s_jobs, "--api", "rest", "--functions", functions, "--max-streams", "4"));
        Assert.DoesNotContain(Streams, bench.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AJ2022", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_streams_at_an_API_without_an_authorizer_is_told_to_do_nothing()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "rest", "--max-streams", "4"));

        Assert.Contains("warning AJ2022: AsyncJobsMaxStreamsPerOwner counts the streams of each owner, and no caller is one:", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_limit_of_streams()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", s_jobs), "--streaming", "functionUrl", "--max-streams", "7"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal("7", functions["stream"]!["environment"]![Streams]!.ToString());
        Assert.Null(functions["http"]!["environment"]![Streams]);
    }

    private static string Policies(Workbench bench) =>
        string.Join('\n', bench.Resources.Select(resource => $"{resource.Key} {resource.Value!["Properties"]?["Policies"]?.ToJsonString()}"));

    private static string? VariableOf(Workbench bench, string function, string name) => bench.Properties(function)["Environment"]!["Variables"]![name]?.GetValue<string>();
}
