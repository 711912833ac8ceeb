using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What the worker of a job gets that starts jobs: what it needs for that, and nothing more.</summary>
public sealed class StartsTests
{
    private const string StackPart = """{"Fn::Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}""";

    private static readonly string[] s_graph = ["one: two, one", "two: three", "three+: one, four", "four: five", "five:"];

    [Fact]
    public void The_worker_is_told_of_the_other_worker_and_may_invoke_it_and_write_records()
    {
        using Workbench bench = new("template.yaml");

        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("parent: child, other", "child:", "other:")), bench.Errors));

        Assert.Equal("""{"Fn::Sub":"child=${SampleChildWorker},other=${SampleOtherWorker}"}""", Workers(bench, "SampleParentWorker"));
        Assert.Equal(
            """[{"Fn::GetAtt":["SampleChildWorker","Arn"]},{"Fn::GetAtt":["SampleOtherWorker","Arn"]}]""", Statement(bench, "SampleParentWorker", "AsyncJobsWorker"));
        Assert.Equal(["PutItem", "GetItem", "DeleteItem", "UpdateItem"], TableActions(bench, "SampleParentWorker"));
        Assert.Null(bench.Properties("SampleParentWorker")["RecursiveLoop"]);
        Assert.Null(bench.Properties("SampleParentWorker")["FunctionName"]);
        Assert.DoesNotContain(bench.Resources, resource => resource.Value!["Type"]!.ToString() == "AWS::IAM::Policy");

        Assert.Null(Workers(bench, "SampleChildWorker"));
        Assert.Null(Statement(bench, "SampleChildWorker", "AsyncJobsWorker"));
        Assert.Equal(["GetItem", "UpdateItem"], TableActions(bench, "SampleChildWorker"));
    }

    [Fact]
    public void A_job_that_starts_itself_is_what_a_job_with_state_is()
    {
        using Workbench bench = new("template.yaml");

        Assert.Equal(0, bench.Write(StartGraphs.Of("one: one")));

        Assert.Null(Workers(bench, "SampleOneWorker"));
        Assert.Equal("Allow", bench.Properties("SampleOneWorker")["RecursiveLoop"]!.ToString());
        Assert.Contains("""{"Fn::GetAtt":["SampleOneWorker","Arn"]}""", bench.Properties("SampleOneWorkerContinue").ToJsonString(), StringComparison.Ordinal);
        Assert.Null(bench.Properties("SampleOneWorker")["FunctionName"]);
    }

    [Fact]
    public void Jobs_that_start_each_other_call_their_workers_by_names_that_are_said()
    {
        using Workbench bench = new();

        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("ping: pong", "pong: ping, child", "child:")), bench.Errors));

        Assert.Equal(
            $$"""{"Fn::Sub":["Sample-ping-work-${Stack}",{"Stack":{{StackPart}}}]}""", bench.Properties("SamplePingWorker")["FunctionName"]!.ToJsonString());
        Assert.Equal($$"""{"Fn::Sub":["pong=Sample-pong-work-${Stack}",{"Stack":{{StackPart}}}]}""", Workers(bench, "SamplePingWorker"));
        Assert.Equal(
            $$"""{"Fn::Sub":["child=${SampleChildWorker},ping=Sample-ping-work-${Stack}",{"Stack":{{StackPart}}}]}""", Workers(bench, "SamplePongWorker"));
        Assert.Null(bench.Properties("SampleChildWorker")["FunctionName"]);

        Assert.Null(Statement(bench, "SamplePingWorker", "AsyncJobsWorker"));
        Assert.Equal("""{"Fn::GetAtt":["SampleChildWorker","Arn"]}""", Statement(bench, "SamplePongWorker", "AsyncJobsWorker"));
        JsonObject policy = bench.Properties("SamplePongWorkerStarts");
        Assert.Equal("""[{"Ref":"SamplePongWorkerRole"}]""", policy["Roles"]!.ToJsonString());
        Assert.Equal("""{"Fn::GetAtt":["SamplePingWorker","Arn"]}""", policy["PolicyDocument"]!["Statement"]![0]!["Resource"]!.ToJsonString());
        Assert.Equal(["Allow", "Allow", null], new[] { "Ping", "Pong", "Child" }.Select(job => bench.Properties($"Sample{job}Worker")["RecursiveLoop"]?.ToString()));
    }

    [Fact]
    public void Loops_are_allowed_for_what_is_on_a_cycle_and_for_nothing_else()
    {
        using Workbench bench = new();
        bench.Write(StartGraphs.Of(s_graph));

        Assert.Equal(
            ["SampleOneWorker", "SampleThreeWorker", "SampleTwoWorker"],
            bench.Resources.Where(resource => resource.Value!["Properties"]?["RecursiveLoop"] is not null).Select(resource => resource.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("live")]
    [InlineData("!Ref Stage")]
    public void No_resource_waits_for_itself(string alias)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\n" + (alias.Length > 0 ? $"Globals:\n  Function:\n    AutoPublishAlias: {alias}\n" : "");

        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of(s_graph), "--payload-bucket", "true", "--alarms", "true"), bench.Errors));

        Assert.Null(new TemplateGraph(bench.Value).Cycle());
    }

    [Theory]
    [InlineData("ping=Sample-ping-work-${Stack}", "ping=${SamplePingWorker}")]
    [InlineData("pong=Sample-pong-work-${Stack}", "ping=${SamplePingWorker}")]
    public void References_in_place_of_names_would_be_found(string name, string reference)
    {
        using Workbench bench = new();
        bench.Write(StartGraphs.Of("ping: pong", "pong: ping"));
        JsonObject template = bench.Value;
        Assert.Null(new TemplateGraph(template).Cycle());
        foreach (string function in new[] { "SamplePingWorker", "SamplePongWorker" })
        {
            JsonNode sub = template["Resources"]![function]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]!["Fn::Sub"]!;
            sub[0] = sub[0]!.ToString().Replace(name, reference, StringComparison.Ordinal).Replace("pong=Sample-pong-work-${Stack}", "pong=${SamplePongWorker}", StringComparison.Ordinal);
        }

        Assert.Contains(" -> ", new TemplateGraph(template).Cycle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Permissions_in_the_functions_own_policies_would_be_found()
    {
        using Workbench bench = new();
        bench.Write(StartGraphs.Of("ping: pong", "pong: ping"));
        JsonObject template = bench.Value;
        foreach ((string function, string other) in new[] { ("SamplePingWorker", "SamplePongWorker"), ("SamplePongWorker", "SamplePingWorker") })
        {
            JsonNode statements = template["Resources"]![function]!["Properties"]!["Policies"]![0]!["Statement"]!;
            statements.AsArray().Add(template["Resources"]![function + "Starts"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!.DeepClone());
            Assert.Contains(other, statements.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Contains("SamplePingWorkerRole -> SamplePongWorker", new TemplateGraph(template).Cycle(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live", "pong=Sample-pong-work-${Stack}:live", "Stack")]
    [InlineData("!Ref Stage", "pong=Sample-pong-work-${Stack}:${AliasPong}", "Stack,AliasPong")]
    public void An_alias_is_part_of_what_is_invoked(string alias, string text, string variables)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = $"Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    AutoPublishAlias: {alias}\n";
        bench.Write(StartGraphs.Of("ping: pong, child, ping", "pong: ping", "child:"));

        JsonArray sub = bench.Properties("SamplePingWorker")["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]!["Fn::Sub"]!.AsArray();
        string own = alias == "live" ? "ping=:live" : "ping=:${Alias}";
        Assert.Equal($"child=${{SampleChildWorker.Alias}},{own},{text}", sub[0]!.ToString());
        Assert.Superset(variables.Split(',').ToHashSet(), sub[1]!.AsObject().Select(variable => variable.Key).ToHashSet());
        Assert.Contains("""{"Ref":"SamplePongWorker.Alias"}""", bench.Properties("SamplePingWorkerStarts").ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"Ref":"SampleChildWorker.Alias"}""", bench.Properties("SamplePingWorker")["Policies"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_starts_jobs_may_put_their_inputs_into_the_bucket()
    {
        using Workbench bench = new();
        bench.Write(StartGraphs.Of("parent: child", "child:"), "--payload-bucket", "true");

        Assert.Equal(["s3:GetObject", "s3:PutObject"], Actions(bench, "SampleParentWorker", "AsyncJobsInputs"));
        Assert.Equal(["s3:GetObject"], Actions(bench, "SampleChildWorker", "AsyncJobsInputs"));
    }

    [Fact]
    public void A_name_that_a_person_gives_is_the_one_that_others_call()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(StartGraphs.Of("ping: pong", "pong: ping"));
        JsonNode name = bench.Properties("SamplePongWorker")["FunctionName"]!;
        bench.Text = Rename(bench.Text, "SamplePongWorker", "FunctionName: my-pong");

        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("ping: pong", "pong: ping")), bench.Errors));
        Assert.Equal("\"pong=my-pong\"", Workers(bench, "SamplePingWorker"));
        Assert.Equal("my-pong", bench.Properties("SamplePongWorker")["FunctionName"]!.ToString());
        AssertStays(bench);

        bench.Text = bench.Text.Replace("FunctionName: my-pong", "FunctionName: !Sub ${Stage}-pong", StringComparison.Ordinal);
        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("ping: pong", "pong: ping")), bench.Errors));
        Assert.Equal("""{"Fn::Sub":["pong=${NamePong}",{"NamePong":{"Fn::Sub":"${Stage}-pong"}}]}""", Workers(bench, "SamplePingWorker"));
        Assert.NotEqual(name.ToJsonString(), bench.Properties("SamplePongWorker")["FunctionName"]!.ToJsonString());
        AssertStays(bench);
    }

    private static void AssertStays(Workbench bench)
    {
        string once = bench.Text;
        Assert.Equal((0, ""), (bench.Write(StartGraphs.Of("ping: pong", "pong: ping")), bench.Errors));
        Assert.Equal(once, bench.Text);
    }

    [Fact]
    public void A_name_that_a_person_removes_is_missed()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(StartGraphs.Of("ping: pong", "pong: ping"));
        bench.Text = Rename(bench.Text, "SamplePongWorker", null);
        string text = bench.Text;

        Assert.Equal(1, bench.Write(StartGraphs.Of("ping: pong", "pong: ping")));

        Assert.Contains("error AJ2024", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("'SamplePongWorker'", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(text, bench.Text);
    }

    [Fact]
    public void What_comes_with_Starts_goes_with_it()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(StartGraphs.Of("ping:", "pong: ", "child:"));
        string before = bench.Text;

        bench.Write(StartGraphs.Of("ping: pong", "pong: ping, child", "child:"));
        Assert.NotEqual(before, bench.Text);
        bench.Write(StartGraphs.Of("ping:", "pong:", "child:"));
        Assert.Equal(before, bench.Text);
    }

    [Fact]
    public void With_a_role_of_a_person_s_no_policy_is_added_to_one()
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Role: arn:aws:iam::123456789012:role/mine\n";
        bench.Write(StartGraphs.Of("ping: pong, ping", "pong: ping"));

        Assert.DoesNotContain(bench.Resources, resource => resource.Value!["Type"]!.ToString() == "AWS::IAM::Policy");
    }

    [Fact]
    public void A_name_has_a_function_s_length_at_most()
    {
        using Workbench bench = new();
        string job = new('j', 40);
        Assert.Equal(0, bench.WriteAs(new string('A', 60), StartGraphs.Of($"{job}: k", $"k: {job}")));

        string[] names = [.. bench.Resources.Select(resource => resource.Value!["Properties"]?["FunctionName"]?["Fn::Sub"]?[0]?.ToString()).OfType<string>()];
        Assert.Equal(2, names.Length);
        Assert.All(names, name => Assert.Equal(64, name.Replace("${Stack}", "51af3dc0", StringComparison.Ordinal).Length));
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(StartGraphs.Of("parent: child")));
        Assert.Contains("error AJ2023", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("'parent' names 'child'", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Run(
            "manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", StartGraphs.Of("ping: pong", "pong: ping, child", "child:")), "--payload-bucket", "true"));

        JsonNode manifest = JsonNode.Parse(bench.Output)!;
        JsonNode pong = manifest["functions"]!["pong-work"]!;
        Assert.Equal("child=Sample-child-work,ping=Sample-ping-work", pong["environment"]!["ASYNCJOBS_WORKERS"]!.ToString());
        Assert.Equal(
            ["Sample-child-work", "Sample-ping-work", "Sample-settle"],
            pong["permissions"]!.AsArray().Select(permission => permission!["function"]?.ToString()).OfType<string>());
        Assert.Contains("""["s3:GetObject","s3:PutObject"]""", pong["permissions"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["Allow", "Allow", "Terminate"], new[] { "ping", "pong", "child" }.Select(job => manifest["functions"]![job + "-work"]!["recursiveLoop"]!.ToString()));
        Assert.Equal("""["ping","child"]""", manifest["jobs"]!["pong"]!["starts"]!.ToJsonString());
        Assert.Null(manifest["jobs"]!["child"]!["starts"]);
        Assert.Null(manifest["functions"]!["child-work"]!["environment"]!["ASYNCJOBS_WORKERS"]);
    }

    private static string? Workers(Workbench bench, string function) =>
        bench.Properties(function)["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]?.ToJsonString();

    private static JsonNode? Find(Workbench bench, string function, string sid) =>
        bench.Properties(function)["Policies"]![0]!["Statement"]!.AsArray().SingleOrDefault(statement => statement!["Sid"]!.ToString() == sid);

    private static string? Statement(Workbench bench, string function, string sid) => Find(bench, function, sid)?["Resource"]!.ToJsonString();

    private static string[] Actions(Workbench bench, string function, string sid) =>
        [.. Find(bench, function, sid)!["Action"]!.AsArray().Select(action => action!.ToString())];

    private static string[] TableActions(Workbench bench, string function) =>
        [.. Actions(bench, function, "AsyncJobsTable").Select(action => action["dynamodb:".Length..])];

    // The property is a mapping of several lines, which ends where the next property begins.
    private static string Rename(string yaml, string function, string? property)
    {
        int resource = yaml.IndexOf($"  {function}:\n", StringComparison.Ordinal);
        int start = yaml.IndexOf("      FunctionName:", resource, StringComparison.Ordinal);
        int end = start;
        do
            end = yaml.IndexOf('\n', end) + 1;
        while (yaml.AsSpan(end).StartsWith("       "));
        return string.Concat(yaml.AsSpan(0, start), property is null ? "" : $"      {property}\n", yaml.AsSpan(end));
    }
}
