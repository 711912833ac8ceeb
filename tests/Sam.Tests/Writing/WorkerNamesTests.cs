using System.Text.Json.Nodes;
using AsyncJobs.Sam.Tests.Sizes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Workers whose names follow from those of their jobs, so that one pattern tells all.</summary>
public sealed class WorkerNamesTests
{
    private const string Stack = """{"Fn::Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}""";
    private static readonly string[] s_named = ["--worker-names", "byJob", "--status", "true"];

    [Fact]
    public void Each_worker_has_a_name_and_is_called_by_it()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(more: "\"hasState\":true")], s_named);

        Assert.Equal($$$"""{"Fn::Sub":["Sample-summaries-work-${Stack}",{"Stack":{{{Stack}}}}]}""", bench.Properties("SampleSummariesWorker")["FunctionName"]!.ToJsonString());
        Assert.Equal($$$"""{"Fn::Sub":["summaries=Sample-summaries-work-${Stack}",{"Stack":{{{Stack}}}}]}""", Workers(bench, "SampleJobHttp"));
        Assert.Null(Workers(bench, "SampleSummariesWorker"));
        Assert.Contains("""{"Fn::GetAtt":["SampleSummariesWorker","Arn"]}""", bench.Properties("SampleJobHttp")["Policies"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void A_few_workers_are_named_one_by_one_and_many_by_a_pattern(int count, bool isPattern)
    {
        using Workbench bench = new();
        bench.Write(ManyJobs.WithoutRoutes(count, "\"keepsInput\":true"), s_named);

        JsonArray sub = bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]!["Fn::Sub"]!.AsArray();
        Assert.Equal(isPattern ? 1 : count, sub[0]!.ToString().Split(',').Length);
        Assert.Equal(isPattern ? 1 : count, Resources(bench, "SampleJobHttp").Length);
        if (isPattern)
        {
            Assert.Equal("*=Sample-*-work-${Stack}", sub[0]!.ToString());
            Assert.Equal(
                $$$"""{"Fn::Sub":["arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:Sample-*-work-${Stack}",{"Stack":{{{Stack}}}}]}""",
                Resources(bench, "SampleJobHttp")[0]!.ToJsonString());
        }
    }

    [Fact]
    public void A_worker_whose_name_or_alias_a_person_changed_is_told_by_itself()
    {
        using Workbench bench = new("template.yaml");
        string[] jobs = ManyJobs.WithoutRoutes(23, "\"keepsInput\":true");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    AutoPublishAlias: live\n";
        bench.Write(jobs, s_named);
        JsonObject template = bench.Value;
        string[] ids = [.. new[] { 7, 8 }.Select(number => template["Resources"]!.AsObject().Single(
            resource => resource.Value!["Properties"]?["Environment"]?["Variables"]?["ASYNCJOBS_HANDLER"]?.ToString() == $"work:import-orders-{number}").Key)];
        template["Resources"]![ids[0]]!["Properties"]!["FunctionName"] = "orders-7";
        template["Resources"]![ids[1]]!["Properties"]!["AutoPublishAlias"] = "next";
        bench.Text = template.ToJsonString();

        Assert.Equal((0, ""), (bench.Write(jobs, s_named), bench.Errors));

        Assert.Equal(
            "*=Sample-*-work-${Stack}:live,import-orders-7=orders-7:live,import-orders-8=Sample-import-orders-8-work-${Stack}:next",
            bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]!["Fn::Sub"]![0]!.ToString());
        JsonNode[] allowed = Resources(bench, "SampleJobHttp");
        Assert.Equal(3, allowed.Length);
        Assert.EndsWith("function:Sample-*-work-${Stack}:live", allowed[0]["Fn::Sub"]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(ids.Select(id => id + ".Alias"), allowed[1..].Select(one => one["Ref"]!.ToString()));
    }

    [Fact]
    public void A_name_that_was_removed_is_asked_for()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], s_named);
        JsonObject template = bench.Value;
        template["Resources"]!["SampleSummariesWorker"]!["Properties"]!.AsObject().Remove("FunctionName");
        bench.Text = template.ToJsonString();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], s_named));

        Assert.Contains("error AJ2024: The FunctionName of 'SampleSummariesWorker' was removed. AsyncJobsWorkerNames is byJob", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_changes_the_names_of_workers_says_that_a_deployment_replaces_them()
    {
        using Workbench bench = new("template.yaml");
        string[] jobs = ManyJobs.WithoutRoutes(5);
        string[] parts =
        [
            "warning AJ2043: The FunctionName of 5 workers changes: 'SampleImportOrders",
            " and 2 more. In a stack that is deployed this replaces the functions, and events that wait for the old ones are lost. Take the API out of service, and "
                + "deploy when no job is PENDING or RUNNING: 'asyncjobs stats' counts them.",
        ];
        bench.Write(jobs, "--status", "true");
        Assert.Equal("", bench.Errors);

        bench.Write(jobs, s_named);
        Assert.All(parts, part => Assert.Contains(part, bench.Errors, StringComparison.Ordinal));

        // Whoever names a function by hand knows that they do, and a new worker replaces none.
        bench.Write(ManyJobs.WithoutRoutes(6), s_named);
        Assert.Equal("", bench.Errors);
        JsonObject template = bench.Value;
        KeyValuePair<string, JsonNode?> worker = template["Resources"]!.AsObject().First(static resource => resource.Key.EndsWith("Worker", StringComparison.Ordinal));
        worker.Value!["Properties"]!["FunctionName"] = "orders";
        bench.Text = template.ToJsonString();
        bench.Write(ManyJobs.WithoutRoutes(6), s_named);
        Assert.Equal("", bench.Errors);

        bench.Write(ManyJobs.WithoutRoutes(6), "--status", "true");
        Assert.Contains("warning AJ2043: The FunctionName of 5 workers changes: ", bench.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Key + "'", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_comes_to_start_one_that_starts_it_gets_a_worker_of_another_name_too()
    {
        using Workbench bench = new();
        bench.Write(StartGraphs.Of("ping: pong", "pong:", "child:"));

        bench.Write(StartGraphs.Of("ping: pong", "pong: ping", "child:"));

        Assert.Contains("warning AJ2043: The FunctionName of 2 workers changes: 'SamplePingWorker', 'SamplePongWorker'. In a stack", bench.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("ping: pong", "pong: ping", "child:")), bench.Errors));
    }

    [Fact]
    public void The_manifest_tells_many_by_a_pattern()
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", ManyJobs.WithoutRoutes(21, "\"keepsInput\":true"));

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--status", "true"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal("*=Sample-*-work", functions["http"]!["environment"]!["ASYNCJOBS_WORKERS"]!.ToString());
        Assert.Equal("Sample-import-orders-7-work", functions["import-orders-7-work"]!["name"]!.ToString());
    }

    [Fact]
    public void The_manifest_divides_requests_so_that_each_role_has_room_for_a_statement_for_each_permission()
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", ManyJobs.WithRoutes(150));

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly));

        JsonNode[] functions = [.. JsonNode.Parse(bench.Output)!["functions"]!.AsObject()
            .Where(static function => function.Value!["role"]!.ToString() == "http").Select(static function => function.Value!)];
        Assert.InRange(functions.Length, 4, 6);
        Assert.Equal(150 + 2, functions.Sum(static function => function["routes"]!.AsArray().Count));
        Assert.All(functions, static function => Assert.InRange(RolePolicy(function), 1_000, 10_240));
        Assert.True(functions.Sum(RolePolicy) > 10_240);
    }

    // As the configuration of docs/guides/terraform-cdk.md makes it.
    private static int RolePolicy(JsonNode function) => function["permissions"]!.AsArray().Sum(static permission =>
        """{"Action":,"Effect":"Allow","Resource":"arn:aws:lambda:eu-west-1:123456789012:function:"},""".Length
            + permission!["actions"]!.ToJsonString().Length + (permission["function"] ?? permission["table"] ?? permission["queue"])!.ToString().Length);

    private static string? Workers(Workbench bench, string function) => bench.Properties(function)["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]?.ToJsonString();

    private static JsonNode[] Resources(Workbench bench, string function)
    {
        JsonNode resource = bench.Properties(function)["Policies"]![0]!["Statement"]!.AsArray().Single(one => one!["Sid"]!.ToString() == "AsyncJobsWorker")!["Resource"]!;
        return resource is JsonArray list ? [.. list.OfType<JsonNode>()] : [resource];
    }
}
