using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Jobs that only code starts: they need a worker, and nothing that the world can reach.</summary>
public sealed class RoutelessTests
{
    private const string Transform = "AWS::Serverless-2016-10-31";

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void Without_a_route_there_is_no_api(string name)
    {
        using Workbench bench = new(name);

        Assert.Equal(0, bench.Write([JobAssembly.RoutelessJob()]));

        Assert.Equal(
            ["AsyncJobsTable", "SampleJobQueue", "SampleNightlyWorker", "SampleNightlyWorkerLogs", "SampleJobSettle", "SampleJobSettleLogs", "SampleJobQueueSource"],
            bench.Resources.Select(resource => resource.Key));
        Assert.DoesNotContain("HttpApi", bench.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Events", bench.Text, StringComparison.Ordinal);
        Assert.Null(bench.Value["Outputs"]);
        Assert.Null(bench.Value["Globals"]);
        Assert.Equal(Transform, bench.Value["Transform"]!.ToString());

        string first = bench.Text;
        bench.Write([JobAssembly.RoutelessJob()]);
        Assert.Equal(first, bench.Text);
    }

    [Fact]
    public void Beside_a_job_with_a_route_it_has_no_accept_function()
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write([JobAssembly.Job(), JobAssembly.RoutelessJob()]);

        Assert.Null(bench.Resources["SampleNightlyAccept"]);
        Assert.NotNull(bench.Resources["SampleNightlyWorker"]);
        Assert.NotNull(bench.Resources["SampleSummariesAccept"]);
        Assert.NotNull(bench.Resources["SampleJobStatus"]);
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void The_first_route_brings_the_api_and_the_last_takes_it_away(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()]);
        string routed = bench.Text;
        bench.Write([JobAssembly.RoutelessJob()]);

        // An output that refers to an API which is not there would not deploy.
        Assert.Null(bench.Value["Outputs"]);
        Assert.Null(bench.Resources["SampleJobStatus"]);

        using Workbench later = new(name);
        later.Write([JobAssembly.RoutelessJob()]);
        later.Write([JobAssembly.Job()]);
        Assert.Equal(JsonNode.Parse(ValueOf(routed, bench))!["Outputs"]!.ToJsonString(), later.Value["Outputs"]!.ToJsonString());
        Assert.NotNull(later.Value["Globals"]!["HttpApi"]);
    }

    [Fact]
    public void An_output_that_a_person_has_removed_does_not_come_back()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()]);
        bench.Text = bench.Text[..bench.Text.IndexOf("Outputs:", StringComparison.Ordinal)];

        bench.Write([JobAssembly.Job(), JobAssembly.RoutelessJob()]);

        Assert.Null(bench.Value["Outputs"]);
    }

    [Fact]
    public void A_build_can_ask_for_the_urls_of_jobs()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Write([JobAssembly.RoutelessJob()], "--status", "true"));

        Assert.NotNull(bench.Resources["SampleJobStatus"]);
        Assert.NotNull(bench.Value["Outputs"]!["AsyncJobsUrl"]);
        Assert.Null(bench.Resources["SampleNightlyAccept"]);
    }

    [Fact]
    public void Who_starts_a_job_by_a_route_needs_its_url()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job(), JobAssembly.RoutelessJob()], "--status", "false"));
        Assert.Contains("error AJ2026: AsyncJobsStatus is false, and the job 'summaries' has the route POST /summaries/{name}", bench.Errors, StringComparison.Ordinal);

        Assert.Equal(0, bench.Write([JobAssembly.RoutelessJob()], "--status", "false"));
    }

    [Fact]
    public void The_authorizers_of_routes_alone_count()
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write([JobAssembly.Job("orders", "/orders", "\"authorizer\":\"Users\""), JobAssembly.RoutelessJob()]);

        Assert.DoesNotContain("AJ2008", bench.Errors, StringComparison.Ordinal);
        Assert.Equal("Users", bench.Properties("SampleJobStatus")["Events"]!["Get"]!["Properties"]!["Auth"]!["Authorizer"]!.ToString());
    }

    [Fact]
    public void A_manifest_for_other_tools_has_no_route_either()
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.RoutelessJob());

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly));

        JsonNode manifest = JsonNode.Parse(bench.Output)!;
        Assert.Equal(["nightly-work", "settle"], manifest["functions"]!.AsObject().Select(function => function.Key));
        Assert.All(manifest["functions"]!.AsObject(), function => Assert.Empty(function.Value!["routes"]!.AsArray()));
        Assert.Null(manifest["jobs"]!["nightly"]!["path"]);
        Assert.Null(manifest["jobs"]!["nightly"]!["httpMethod"]);
    }

    [Fact]
    public void A_file_without_a_bucket_is_told_of()
    {
        using Workbench bench = new();
        string job = JobAssembly.Job("exports", "/exports", "\"returnsFile\":true");

        Assert.Equal(0, bench.Write([job]));
        Assert.Contains("warning AJ2027: The job 'exports' returns a file", bench.Errors, StringComparison.Ordinal);

        foreach (string[] options in new[] { new[] { "--payload-bucket", "true" }, ["--payload-bucket", "shop-files"], ["--payload-bucket", "false"] })
        {
            bench.Write([job], options);
            Assert.DoesNotContain("AJ2027", bench.Errors, StringComparison.Ordinal);
        }
    }

    private static string ValueOf(string text, Workbench bench)
    {
        string before = bench.Text;
        bench.Text = text;
        string value = bench.Value.ToJsonString();
        bench.Text = before;
        return value;
    }
}
