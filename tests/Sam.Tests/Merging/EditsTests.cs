using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Merging;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Sam.Tests.Merging;

/// <summary>What people change in our resources stays changed; what they leave alone follows the jobs.</summary>
public sealed class EditsTests
{
    [Theory]
    [InlineData("serverless.template", "\"Timeout\": 60,", "\"Timeout\": 120, // slow at month's end")]
    [InlineData("serverless.template", "\"ASYNCJOBS_HANDLER\": \"work:summaries\",", "\"ASYNCJOBS_HANDLER\": \"work:summaries\", \"STAGE\": {\"Ref\": \"Stage\"},")]
    [InlineData("serverless.template", "\"Timeout\": 60,", "\"Timeout\": 60, \"VpcConfig\": { \"SubnetIds\": [\"subnet-1\"] },")]
    [InlineData("template.yaml", "      Timeout: 60\n", "      Timeout: 120  # slow at month's end\n")]
    [InlineData("template.yaml", "          ASYNCJOBS_HANDLER: work:summaries\n", "          # Which stage.\n          STAGE: !Ref Stage\n          ASYNCJOBS_HANDLER: work:summaries\n")]
    [InlineData("template.yaml", "      Timeout: 60\n", "      Timeout: 60\n      Tags: { team: !Sub '${Team}' }\n")]
    [InlineData("template.yaml", "      Handler: Sample\n", "      Handler: 'Sample'\n")]
    [InlineData("template.yaml", "      RecursiveLoop: Allow\n", "")]
    [InlineData("template.yaml", "              Resource: !GetAtt AsyncJobsTable.Arn\n", "              Resource: !GetAtt AsyncJobsTable.Arn\n            - Effect: Allow\n              Action: s3:GetObject\n              Resource: '*'\n")]
    [InlineData("template.yaml", "      Policies:\n", "      Policies:\n        - AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref Secret }\n")]
    public void An_edit_stays_to_the_letter(string name, string written, string edited)
    {
        using Workbench bench = Workbench.PerJob(name);
        string[] jobs = [JobAssembly.Job(more: "\"hasState\":true")];
        bench.Write(jobs);
        Assert.Contains(written, bench.Text, StringComparison.Ordinal);
        string text = bench.Text.Replace(written, edited, StringComparison.Ordinal);
        bench.Text = text;

        Assert.Equal((0, ""), (bench.Write(jobs), bench.Errors));
        Assert.Equal(text, bench.Text);

        // What is next to it follows the job.
        bench.Write([JobAssembly.Job(path: "/other", more: "\"hasState\":true", attempts: 3)]);
        Assert.Contains(edited, bench.Text, StringComparison.Ordinal);
        Assert.Equal("2", bench.Properties("SampleSummariesWorker")["EventInvokeConfig"]!["MaximumRetryAttempts"]!.ToString());
        Assert.Equal("/other", bench.Properties("SampleSummariesAccept")["Events"]!["Start"]!["Properties"]!["Path"]!.ToString());
    }

    [Fact]
    public void A_value_that_nobody_touched_follows_its_job()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()]);

        bench.Write([JobAssembly.Job(timeout: 600)], "--tracing", "true");

        Assert.Equal("600", bench.Properties("SampleSummariesWorker")["Timeout"]!.ToString());
        Assert.Equal("Active", bench.Properties("SampleSummariesWorker")["Tracing"]!.ToString());

        bench.Write([JobAssembly.Job(timeout: 600)]);
        Assert.Null(bench.Properties("SampleSummariesWorker")["Tracing"]);
    }

    [Fact]
    public void Whatever_is_edited_and_wherever_it_is_remembered_what_was_written()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()]);
        bench.Text = bench.Text.Replace("      Timeout: 60\n", "      Timeout: 120\n", StringComparison.Ordinal);

        // Without log groups, the functions themselves remember it.
        bench.Write([JobAssembly.Job(timeout: 70)], "--log-days", "0", "--tracing", "true");
        Assert.DoesNotContain("Logs", bench.Text, StringComparison.Ordinal);
        bench.Write([JobAssembly.Job(timeout: 80, attempts: 3)]);

        Assert.Equal("120", bench.Properties("SampleSummariesWorker")["Timeout"]!.ToString());
        Assert.Equal("2", bench.Properties("SampleSummariesWorker")["EventInvokeConfig"]!["MaximumRetryAttempts"]!.ToString());
        Assert.Null(bench.Properties("SampleSummariesWorker")["Tracing"]);
    }

    [Fact]
    public void With_a_role_of_ones_own_there_is_no_policy_for_the_role_that_SAM_would_make()
    {
        using Workbench bench = new("template.yaml");
        string[] jobs = [JobAssembly.Job(more: "\"hasState\":true")];
        bench.Write(jobs);
        bench.Text = bench.Text.Replace("      Timeout: 60\n", "      Timeout: 60\n      Role: !GetAtt WorkerRole.Arn\n", StringComparison.Ordinal);

        bench.Write(jobs);

        Assert.DoesNotContain("SampleSummariesWorkerContinue", bench.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_source_may_lack_the_function_that_a_person_removed()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()]);
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        DocumentNode source = document.Find("Resources", "SampleJobQueueSource", "Properties")!;
        bench.Text = document.Remove(source, source.Find("FunctionName")!).Text;
        string edited = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Equal(edited, bench.Text);
    }

    [Fact]
    public void Any_edit_survives_any_change_of_the_jobs() => Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                using Workbench bench = new(random.Next(2) == 0 ? "template.yaml" : "serverless.template");
                bench.Write([JobAssembly.Job()], "--alarms", "true");
                string[] ids = [.. bench.Resources.Select(resource => resource.Key)];
                string id = ids[random.Next(ids.Length)];
                JsonObject resource = bench.Resources[id]!.DeepClone().AsObject();
                JsonObject properties = resource["Properties"]!.AsObject();
                (string[] path, JsonNode? value) = Edit(properties, random);
                bench.Text = DocumentUpdate.Apply(TemplateDocument.Parse(bench.Text, false), ["Resources", id], resource).Text;
                Assert.Equal(Canonical.Of(value), Canonical.Of(At(bench.Properties(id), path)));

                string edited = bench.Text;
                Assert.Equal(0, bench.Write([JobAssembly.Job()], "--alarms", "true"));
                Assert.Equal(edited, bench.Text);

                bench.Write([JobAssembly.Job(path: "/elsewhere", timeout: 900, attempts: 1, more: "\"hasState\":true")], "--alarms", "true", "--api", "rest", "--log-days", "7");
                Assert.Equal(Canonical.Of(value), Canonical.Of(At(bench.Properties(id), path)));
            })
        .Check(RandomCases.Config.WithMaxTest(60));

    [Fact]
    public void Writing_again_changes_nothing_and_the_last_word_is_that_of_the_last_build() => Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                string name = random.Next(2) == 0 ? "template.yaml" : "serverless.template";
                using Workbench bench = new(name);
                using Workbench fresh = new(name);
                for (int i = 0; i < 3; i++)
                    bench.Write(Jobs(random), Options(random));
                string[] jobs = Jobs(random);
                string[] options = Options(random);
                bench.Write(jobs, options);
                string once = bench.Text;
                bench.Write(jobs, options);
                Assert.Equal(once, bench.Text);

                // Without edits, what was before leaves no trace; the order alone may differ.
                fresh.Write(jobs, options);
                Assert.Equal(Canonical.Of(Ordered(fresh.Value)), Canonical.Of(Ordered(bench.Value)));
            })
        .Check(RandomCases.Config.WithMaxTest(25));

    // A job that comes to the others is the last one of those that a function may invoke.
    private static JsonNode? Ordered(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.Select(static member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered).OrderBy(static item => item?.ToJsonString(), StringComparer.Ordinal)]),
        _ => value?.DeepClone(),
    };

    private static string[] Jobs(Random random) =>
        [.. new[] { "one", "two", "link-checks" }.Where((_, index) => index == 0 || random.Next(2) == 0)
            .Select(name => JobAssembly.Job(name, "/" + name, random.Next(2) == 0 ? "\"hasState\":true" : "", random.Next(1, 901), random.Next(1, 4)))];

    private static string[] Options(Random random) =>
    [
        "--alarms", random.Next(2) == 0 ? "true" : "false",
        "--tracing", random.Next(2) == 0 ? "true" : "false",
        "--api", random.Next(2) == 0 ? "http" : "rest",
        "--retain-table", random.Next(2) == 0 ? "true" : "false",
        "--functions", random.Next(2) == 0 ? "shared" : "perJob",
        .. random.Next(2) == 0 ? ["--owner", random.Next(2) == 0 ? "client_id" : "none"] : Array.Empty<string>(),
    ];

    private static (string[] Path, JsonNode? Value) Edit(JsonObject map, Random random, params string[] above)
    {
        string key = map.ElementAt(random.Next(map.Count)).Key;
        string[] path = [.. above, key];
        switch (random.Next(5))
        {
            case 0:
                map["Mine"] = random.Next(2) == 0 ? "yes: 'really' # no" : new JsonObject { ["Ref"] = "Mine" };
                return ([.. above, "Mine"], map["Mine"]);
            case 1 when map.Count > 1:
                map.Remove(key);
                return (path, null);
            case 2:
                map[key] = random.Next(3) switch { 0 => 4711, 1 => "mine", _ => new JsonObject { ["Fn::Sub"] = "${AWS::StackName}-mine" } };
                return (path, map[key]);
            default:
                if (Canonical.HasParts(map[key]) && map[key] is JsonObject inner)
                    return Edit(inner, random, path);
                map[key] = "mine";
                return (path, map[key]);
        }
    }

    private static JsonNode? At(JsonNode? node, string[] path)
    {
        foreach (string name in path)
            node = (node as JsonObject)?[name];
        return node;
    }
}
