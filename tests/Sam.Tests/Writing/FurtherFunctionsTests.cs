using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Where routes do not fit into the functions that are there, one more begins with what people wrote into those by hand.</summary>
public sealed class FurtherFunctionsTests
{
    private const string Secret = """{ "ASYNCJOBS_IDEMPOTENCY_SECRET": "{{resolve:secretsmanager:shop}}", "MINE": { "Ref": "Stage" } }""";

    private static readonly string s_long = new('x', 1000);

    [Theory]
    [InlineData("template.yaml", "--alarms", "true")]
    [InlineData("serverless.template", "--log-days", "0", "--api", "rest")]
    [InlineData("template.yaml", "--log-groups", "shared", "--roles", "shared", "--alarms", "shared", "--worker-names", "byJob")]
    public void A_further_function_begins_with_what_people_wrote_and_keeps_it(string name, params string[] options)
    {
        using Workbench bench = new(name);
        bench.Write(Jobs(5), options);
        Edit(bench, "SampleJobHttp");

        Assert.Equal((0, ""), (bench.Write(Jobs(25), options), bench.Errors));
        string grown = bench.Text;

        Assert.All(["SampleJobHttp", "SampleJobHttp2", "SampleJobHttp3"], id => AssertEdited(bench, id));
        Assert.NotEqual(bench.Properties("SampleJobHttp")["Events"]!.ToJsonString(), bench.Properties("SampleJobHttp2")["Events"]!.ToJsonString());
        Assert.Equal((0, ""), (bench.Write(Jobs(25), options), bench.Errors));
        Assert.Equal(grown, bench.Text);

        // What the first and the last share goes with the last, and is not lost.
        Assert.Equal((0, ""), (bench.Write(Jobs(5), options), bench.Errors));
        Assert.Null(bench.Resources["SampleJobHttp2"]);
        AssertEdited(bench, "SampleJobHttp");
    }

    [Fact]
    public void Log_groups_and_alarms_of_a_further_function_begin_with_what_people_wrote_too()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(5), "--alarms", "true");
        Change(bench, static template =>
        {
            template["SampleJobHttpLogs"]!["Properties"]!["RetentionInDays"] = 400;
            template["SampleJobHttpThrottlesAlarm"]!["Properties"]!["Threshold"] = 20;
        });

        Assert.Equal((0, ""), (bench.Write(Jobs(15), "--alarms", "true"), bench.Errors));

        Assert.Equal("400", bench.Properties("SampleJobHttp2Logs")["RetentionInDays"]!.ToString());
        Assert.NotEqual(bench.Properties("SampleJobHttpLogs")["LogGroupName"]!.ToJsonString(), bench.Properties("SampleJobHttp2Logs")["LogGroupName"]!.ToJsonString());
        Assert.Equal("20", bench.Properties("SampleJobHttp2ThrottlesAlarm")["Threshold"]!.ToString());
        Assert.Equal("""[{"Name":"FunctionName","Value":{"Ref":"SampleJobHttp2"}}]""", bench.Properties("SampleJobHttp2ThrottlesAlarm")["Dimensions"]!.ToJsonString());
    }

    [Fact]
    public void What_no_two_functions_can_have_is_not_copied_and_named()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(5));
        Change(bench, static template =>
        {
            JsonNode properties = template["SampleJobHttp"]!["Properties"]!;
            properties["FunctionName"] = "shop-http";
            properties["FunctionUrlConfig"] = new JsonObject { ["AuthType"] = "NONE" };
            properties["MemorySize"] = 2048;
            properties["Events"]!["Mine"] = new JsonObject { ["Type"] = "Schedule", ["Properties"] = new JsonObject { ["Schedule"] = "rate(1 day)" } };
            template["SampleJobHttpLogs"]!["Properties"]!["LogGroupName"] = "shop";
        });

        Assert.Equal(0, bench.Write(Jobs(15)));

        Assert.Contains(
            "warning AJ2042: 'SampleJobHttp2' is new beside 'SampleJobHttp', and begins with what was written into that by hand, except FunctionName, "
            + "FunctionUrlConfig, which holds for one alone.",
            bench.Errors,
            StringComparison.Ordinal);
        Assert.Contains("warning AJ2042: 'SampleJobHttp2Logs' is new beside 'SampleJobHttpLogs', ", bench.Errors, StringComparison.Ordinal);
        JsonObject further = bench.Properties("SampleJobHttp2");
        Assert.Equal("2048", further["MemorySize"]!.ToString());
        Assert.Null(further["FunctionName"]);
        Assert.Null(further["FunctionUrlConfig"]);
        Assert.Null(further["Events"]!["Mine"]);
        Assert.NotEqual("shop", bench.Properties("SampleJobHttp2Logs")["LogGroupName"]!.ToString());
        Assert.NotNull(bench.Properties("SampleJobHttp")["Events"]!["Mine"]);
        Assert.Equal((0, ""), (bench.Write(Jobs(15)), bench.Errors));
    }

    [Fact]
    public void Where_functions_differ_only_what_they_have_in_common_is_copied_and_the_rest_is_named()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(15));
        Edit(bench, "SampleJobHttp");
        Edit(bench, "SampleJobHttp2");
        Change(bench, static template =>
        {
            template["SampleJobHttp"]!["Properties"]!["MemorySize"] = 3008;
            template["SampleJobHttp2"]!["Properties"]!["Environment"]!["Variables"]!.AsObject().Remove("MINE");
        });

        Assert.Equal(0, bench.Write(Jobs(25)));

        Assert.Single(bench.Errors.TrimEnd().Split('\n'));
        Assert.Contains(
            "warning AJ2042: 'SampleJobHttp3' is new beside 'SampleJobHttp', 'SampleJobHttp2', which differ in what was written into them by hand: "
            + "MemorySize, Environment.Variables.MINE. Nobody knows which of that 'SampleJobHttp3' is to have, so it begins without.",
            bench.Errors,
            StringComparison.Ordinal);
        JsonObject further = bench.Properties("SampleJobHttp3");
        Assert.Equal("512", further["MemorySize"]!.ToString());
        Assert.Null(further["Environment"]!["Variables"]!["MINE"]);
        Assert.Equal("{{resolve:secretsmanager:shop}}", further["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"]!.ToString());
        Assert.NotNull(further["VpcConfig"]);
    }

    [Fact]
    public void What_a_function_has_by_a_merge_key_or_an_alias_is_its_own_in_a_further_one()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(5));
        string variables = "        Variables:\n          ASYNCJOBS_HANDLER: http\n";
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(bench.Text, variables));
        bench.Text = bench.Text
            .Replace(variables, "        Variables:\n          <<: *secrets\n          ASYNCJOBS_HANDLER: http\n", StringComparison.Ordinal)
            .Replace("Resources:\n", "Secrets: &secrets\n  ASYNCJOBS_IDEMPOTENCY_SECRET: !Ref Secret\nNetwork: &network { SubnetIds: [!Ref Subnet] }\nResources:\n", StringComparison.Ordinal);
        string timeout = "      Timeout: 30\n";
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(bench.Text, timeout));
        bench.Text = bench.Text.Replace(timeout, timeout + "      VpcConfig: *network\n", StringComparison.Ordinal);

        Assert.Equal((0, ""), (bench.Write(Jobs(15)), bench.Errors));

        JsonObject further = bench.Properties("SampleJobHttp2");
        Assert.Equal("""{"SubnetIds":[{"Ref":"Subnet"}]}""", further["VpcConfig"]!.ToJsonString());
        Assert.Equal("""{"Ref":"Secret"}""", further["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"]!.ToJsonString());
        Assert.Null(further["Environment"]!["Variables"]!["<<"]);
        Assert.Equal((0, ""), (bench.Write(Jobs(15)), bench.Errors));
    }

    [Fact]
    public void A_secret_that_not_all_functions_for_requests_have_is_told_of_in_every_build()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(15));
        Change(bench, static template =>
            template["SampleJobHttp"]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"] = "{{resolve:secretsmanager:shop}}");

        for (int build = 0; build < 2; build++)
        {
            bench.Write(Jobs(15));
            Assert.Contains(
                "warning AJ2042: ASYNCJOBS_IDEMPOTENCY_SECRET stands in 'SampleJobHttp', and not in 'SampleJobHttp2'.", bench.Errors, StringComparison.Ordinal);
        }

        Change(bench, static template =>
            template["SampleJobHttp2"]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"] = "another");
        bench.Write(Jobs(15));
        Assert.Contains("warning AJ2042: ASYNCJOBS_IDEMPOTENCY_SECRET is not the same in 'SampleJobHttp', 'SampleJobHttp2'.", bench.Errors, StringComparison.Ordinal);

        Change(bench, static template =>
            template["SampleJobHttp2"]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"] = "{{resolve:secretsmanager:shop}}");
        Assert.Equal((0, ""), (bench.Write(Jobs(15)), bench.Errors));
    }

    [Fact]
    public void A_further_function_that_begins_with_policies_of_a_persons_has_a_role_of_its_own_for_them()
    {
        using Workbench bench = new("template.yaml");
        string[] options = ["--log-groups", "shared", "--roles", "shared"];
        bench.Write(Jobs(15), options);
        foreach (string function in (string[])["SampleJobHttp", "SampleJobHttp2"])
        {
            Change(bench, template => template[function]!["Properties"]!["Policies"] =
                new JsonArray(new JsonObject { ["S3ReadPolicy"] = new JsonObject { ["BucketName"] = "orders" } }));
        }

        bench.Write(Jobs(15), options);
        Assert.Equal((0, ""), (bench.Write(Jobs(25), options), bench.Errors));

        JsonObject further = bench.Properties("SampleJobHttp3");
        Assert.Null(further["Role"]);
        Assert.Contains("""{"S3ReadPolicy":{"BucketName":"orders"}}""", further["Policies"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("AsyncJobsTable", further["Policies"]!.ToJsonString(), StringComparison.Ordinal);
        string grown = bench.Text;
        bench.Write(Jobs(25), options);
        Assert.Equal(grown, bench.Text);
    }

    [Fact]
    public void What_only_the_function_that_goes_has_is_told_of()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(5), "--alarms", "true");
        Edit(bench, "SampleJobHttp");
        bench.Write(Jobs(15), "--alarms", "true");
        Change(bench, static template =>
        {
            template["SampleJobHttp2"]!["Properties"]!["Environment"]!["Variables"]!["TABLE"] = "prices";
            template["SampleJobHttp2ThrottlesAlarm"]!["Properties"]!["Threshold"] = 20;
        });

        Assert.Equal(0, bench.Write(Jobs(5), "--alarms", "true"));

        Assert.Single(bench.Errors.TrimEnd().Split('\n'));
        Assert.Contains("warning AJ2037: 'SampleJobHttp' answers POST /import-orders/", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "in place of 'SampleJobHttp2', which is removed with what was written into it by hand: Environment.Variables.TABLE, "
            + "Threshold of 'SampleJobHttp2ThrottlesAlarm'. Write what is still needed into 'SampleJobHttp'.",
            bench.Errors,
            StringComparison.Ordinal);
    }

    private static void Edit(Workbench bench, string function) => Change(bench, template =>
    {
        template[function]!["DependsOn"] = "Network";
        JsonNode properties = template[function]!["Properties"]!;
        properties["MemorySize"] = 2048;
        properties["ReservedConcurrentExecutions"] = 5;
        properties["VpcConfig"] = new JsonObject { ["SubnetIds"] = new JsonArray(new JsonObject { ["Ref"] = "Subnet" }) };
        properties.AsObject().Remove("Timeout");
        foreach ((string name, JsonNode? value) in JsonNode.Parse(Secret)!.AsObject())
            properties["Environment"]!["Variables"]![name] = value!.DeepClone();
    });

    private static void AssertEdited(Workbench bench, string function)
    {
        JsonObject properties = bench.Properties(function);
        Assert.Equal("Network", bench.Resources[function]!["DependsOn"]!.ToString());
        Assert.Equal("2048", properties["MemorySize"]!.ToString());
        Assert.Equal("5", properties["ReservedConcurrentExecutions"]!.ToString());
        Assert.Equal("""{"SubnetIds":[{"Ref":"Subnet"}]}""", properties["VpcConfig"]!.ToJsonString());
        Assert.Null(properties["Timeout"]);
        Assert.Equal("{{resolve:secretsmanager:shop}}", properties["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"]!.ToString());
        Assert.Equal("""{"Ref":"Stage"}""", properties["Environment"]!["Variables"]!["MINE"]!.ToJsonString());
    }

    // JSON is YAML too.
    private static void Change(Workbench bench, Action<JsonObject> change)
    {
        JsonObject template = bench.Value;
        change(template["Resources"]!.AsObject());
        bench.Text = template.ToJsonString();
    }

    // With paths so long that about ten fit into a function.
    private static string[] Jobs(int count) =>
        [.. Enumerable.Range(1, count).Select(static number => JobAssembly.Job($"import-orders-{number}", $"/import-orders/{number}/{s_long}/{{name}}"))];
}
