using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Jobs that keep their inputs, and the route by which callers run them again.</summary>
public sealed class RetryTests
{
    private const string Kept = "\"keepsInput\":true";

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void The_status_function_has_the_route_and_may_start_the_jobs_that_keep_their_inputs_alone(string name)
    {
        using Workbench bench = Workbench.PerJob(name);
        string[] off = [JobAssembly.Job(), JobAssembly.Job("other", "/other")];
        bench.Write(off);
        string before = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job(more: Kept), JobAssembly.Job("other", "/other")], "--max-unfinished", "3", "--authorizer", "Mine"));

        JsonNode status = bench.Properties("SampleJobStatus");
        Assert.Equal(("POST", "/jobs/{id}/retry", "Mine"), (Text(status["Events"]!["Retry"]!, "Method"), Text(status["Events"]!["Retry"]!, "Path"), status["Events"]!["Retry"]!["Properties"]!["Auth"]!["Authorizer"]!.ToString()));
        Assert.Equal(["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:PutItem"], Actions(status, 0));
        JsonNode invoke = status["Policies"]![0]!["Statement"]![1]!;
        Assert.Equal(["lambda:InvokeFunction"], Actions(status, 1));
        Assert.Equal("SampleSummariesWorker", invoke["Resource"]!["Fn::GetAtt"]![0]!.ToString());
        JsonNode variables = status["Environment"]!["Variables"]!;
        Assert.Equal("summaries=${SampleSummariesWorker}", variables["ASYNCJOBS_WORKERS"]!["Fn::Sub"]!.ToString());
        Assert.Equal("3", variables["ASYNCJOBS_MAX_UNFINISHED_PER_OWNER"]!.ToString());

        // Off again, nothing is left.
        bench.Write(off);
        Assert.Equal(before, bench.Text);

        static string Text(JsonNode route, string property) => route["Properties"]![property]!.ToString();
        static string[] Actions(JsonNode function, int statement) =>
            [.. function["Policies"]![0]!["Statement"]![statement]!["Action"]!.AsArray().Select(static action => action!.ToString())];
    }

    [Fact]
    public void Browsers_may_ask_about_the_route()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job(more: Kept)], "--cors-origins", "https://app.example.com");

        string[] preflights = [.. bench.Properties("SampleJobStatus")["Events"]!.AsObject()
            .Where(static route => route.Value!["Properties"]!["Method"]!.ToString() == "OPTIONS")
            .Select(static route => route.Value!["Properties"]!["Path"]!.ToString())];
        Assert.Equal(["/jobs/{id}", "/jobs/{id}/retry"], preflights);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData(Kept, 4)]
    [InlineData(Kept + ",\"hasState\":true", 5)]
    public void The_bucket_keeps_inputs_for_as_long_as_a_job_can_be_run_again(string more, int days)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(more: more)], "--payload-bucket", "true");

        JsonNode rule = bench.Properties("AsyncJobsPayloads")["LifecycleConfiguration"]!["Rules"]![0]!;
        Assert.Equal(days, (int)rule["ExpirationInDays"]!);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job(more: Kept));

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly));

        JsonNode manifest = JsonNode.Parse(bench.Output)!;
        Assert.True((bool)manifest["jobs"]!["summaries"]!["keepsInput"]!);
        Assert.Contains(manifest["functions"]!["status"]!["routes"]!.AsArray(), static route => route!["path"]!.ToString() == "/jobs/{id}/retry");
        Assert.Equal("summaries=Sample-summaries-work", manifest["functions"]!["status"]!["environment"]!["ASYNCJOBS_WORKERS"]!.ToString());
    }

    [Fact]
    public void The_jobs_of_an_assembly_without_the_URL_of_jobs_are_told_of()
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")]);

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two", Kept)]));

        Assert.Contains(
            $"{bench.Template}: warning AJ2034: The job 'two' keeps its input, and /jobs/{{id}} belongs to the jobs of First",
            bench.Errors,
            StringComparison.Ordinal);
    }
}
