using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Sizes;
using AsyncJobs.Sam.Tests.Writing;
using Xunit;

namespace AsyncJobs.Sam.Tests.Sizes;

/// <summary>A build says what AWS would refuse, and a stack of many jobs can be had.</summary>
public sealed class SizeChecksTests
{
    [Fact]
    public void A_stack_of_150_jobs_with_alarms_that_can_be_run_again_can_be_deployed()
    {
        using Workbench bench = new();

        Assert.Equal(
            (0, ""), (bench.Write(ManyJobs.WithoutRoutes(150, "\"keepsInput\":true"), [.. ManyJobs.Shared, "--status", "true", "--payload-bucket", "true"]), bench.Errors));

        SamExpansion expansion = SamExpansion.Of(bench.Value);
        Assert.InRange(expansion.Resources, 300, AwsLimits.Resources - 100);
        Assert.InRange(Math.Max(expansion.Bytes, Encoding.UTF8.GetByteCount(bench.Text)), 300_000, AwsLimits.TemplateBytes * 3 / 4);

        // The function that answers requests invokes all workers: 150 names, and as many ARNs.
        LongestText longest = new(bench.Resources);
        JsonObject http = bench.Properties("SampleJobHttp");
        Assert.InRange(http["Environment"]!["Variables"]!.AsObject().Sum(variable => variable.Key.Length + longest.Of(variable.Value)), 100, 1_000);
        Assert.InRange(longest.Of(http["Policies"]), 500, 2_500);
        Assert.Null(new TemplateGraph(bench.Value).Cycle());
    }

    [Fact]
    public void A_stack_of_150_jobs_with_alarms_and_routes_can_be_deployed_and_has_hardly_any_room_left()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write(ManyJobs.WithRoutes(150), ManyJobs.Shared));

        SamExpansion expansion = SamExpansion.Of(bench.Value);
        Assert.InRange(expansion.Resources, 450, AwsLimits.Resources);
        Assert.InRange(Math.Max(expansion.Bytes, Encoding.UTF8.GetByteCount(bench.Text)), 300_000, AwsLimits.TemplateBytes * 3 / 4);
        Assert.Single(bench.Errors.TrimEnd().Split('\n'));
        Assert.Matches("warning AJ2038: The stack has about 49[0-9] resources .* Divide the jobs among several projects", bench.Errors);
        Assert.Null(new TemplateGraph(bench.Value).Cycle());
    }

    [Fact]
    public void A_stack_that_would_be_refused_is_warned_of_and_what_makes_it_smaller_is_named()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write(ManyJobs.WithoutRoutes(40), "--alarms", "true", "--log-groups", "perFunction"));

        // SAM's own translator counts as many.
        Assert.Contains(
            $"{bench.Template}: warning AJ2038: The stack has about 492 resources with those that SAM adds, and CloudFormation takes 500. "
            + "Set AsyncJobsLogGroups, AsyncJobsRoles, AsyncJobsAlarms to shared, or divide the jobs among several projects",
            bench.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bytes", bench.Errors, StringComparison.Ordinal);

        using Workbench smaller = new();
        smaller.Write(ManyJobs.WithoutRoutes(40), "--alarms", "true", "--log-groups", "shared", "--roles", "shared");
        Assert.Equal("", smaller.Errors);
    }

    [Fact]
    public void What_is_not_of_the_jobs_counts_too()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--roles", "shared", "--log-groups", "shared");
        JsonObject template = bench.Value;
        for (int number = 0; number < 440; number++)
            template["Resources"]![$"Topic{number}"] = new JsonObject { ["Type"] = "AWS::SNS::Topic" };
        bench.Text = template.ToJsonString();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--roles", "shared", "--log-groups", "shared"));

        Assert.Matches("warning AJ2038: The stack has about 4[0-9]{2} resources .* Divide the jobs among several projects", bench.Errors);
    }

    [Theory]
    [InlineData("""{ "Fn::GetAtt": [] }""", 59)]
    [InlineData("""{ "Fn::Sub": [] }""", 0)]
    [InlineData("""{ "Ref": [] }""", 64)]
    [InlineData("""{ "Fn::Sub": "a=${One},b=${AWS::Region}" }""", 64 + 14 + 5)]
    [InlineData("""{ "Fn::GetAtt": ["One", "Arn"] }""", 59 + 64)]
    [InlineData("""{ "Ref": "Itself" }""", 64)]
    public void Names_count_with_the_longest_and_a_mistake_of_a_person_is_not_ours_to_find(string value, int least)
    {
        LongestText longest = new(new JsonObject
        {
            ["One"] = new JsonObject { ["Type"] = "AWS::Serverless::Function" },
            ["Itself"] = new JsonObject
            {
                ["Type"] = "AWS::Serverless::Function",
                ["Properties"] = new JsonObject { ["FunctionName"] = new JsonObject { ["Fn::Sub"] = "${Itself}-with-a-name-that-goes-on" } },
            },
        });

        Assert.InRange(longest.Of(JsonNode.Parse(value)), least, least + 100);
    }

    [Fact]
    public void Names_that_the_build_makes_count_as_they_are()
    {
        using Workbench bench = new();
        string[] parts = [.. Enumerable.Range(0, 45).Select(static number => $"part{number}")];

        Assert.Equal(0, bench.Write(StartGraphs.Of([$"hub: {string.Join(", ", parts)}", .. parts.Select(static part => $"{part}: hub")])));

        // Each is a pair with a comma, such as part44=Sample-part44-work-51af3dc0, and its ARN stands in a policy.
        Assert.DoesNotContain("AJ2039", bench.Errors, StringComparison.Ordinal);
        LongestText longest = new(bench.Resources);
        int text = parts.Sum(static part => $"{part}=Sample-{part}-work-51af3dc0,".Length) - 1;
        Assert.Equal(text, longest.Of(bench.Properties("SampleHubWorker")["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]));
        Assert.Equal(
            "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:Sample-part7-work-51af3dc0".Length + 1,
            longest.Of(new JsonObject { ["Fn::GetAtt"] = new JsonArray("SamplePart7Worker", "Arn") }));
    }

    [Fact]
    public void Text_counts_as_well()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);
        JsonObject template = bench.Value;
        template["Resources"]!["Notes"] = new JsonObject { ["Type"] = "AWS::SSM::Parameter", ["Properties"] = new JsonObject { ["Value"] = new string('a', 900_000) } };
        bench.Text = template.ToJsonString();

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Matches("warning AJ2038: The template has about 9[0-9]{2},[0-9]{3} bytes", bench.Errors);
    }

    [Fact]
    public void Names_that_do_not_fit_into_variables_and_policies_are_warned_of()
    {
        using Workbench bench = new();
        string[] jobs = ManyJobs.WithoutRoutes(90, "\"keepsInput\":true");

        Assert.Equal(0, bench.Write(jobs, "--status", "true", "--log-groups", "shared", "--roles", "shared"));

        Assert.Matches("warning AJ2039: The variables of 'SampleJobHttp' can take [0-9],[0-9]{3} bytes, and Lambda takes 4,096. Set AsyncJobsWorkerNames to byJob", bench.Errors);
        Assert.Matches("warning AJ2039: The policies within the role of 'SampleJobHttp' can take 1[0-9],[0-9]{3} characters, and IAM takes 10,240. Set AsyncJobsWorkerNames", bench.Errors);

        using Workbench named = new();
        named.Write(jobs, "--status", "true", "--log-groups", "shared", "--roles", "shared", "--worker-names", "byJob");
        Assert.Equal("", named.Errors);
    }

    [Theory]
    [InlineData("generated", "Set AsyncJobsWorkerNames to byJob, so that one pattern tells the names of all workers, and AsyncJobsPrefix to at most 15 letters and digits, ")]
    [InlineData("byJob", "The names of some workers have no room for the whole prefix, so that no pattern tells them. Set AsyncJobsPrefix to at most 15 letters and digits. ")]
    public void A_prefix_that_is_too_long_for_the_names_of_workers_is_what_the_advice_is_about(string names, string advice)
    {
        string[] jobs = [.. Enumerable.Range(100, 90).Select(static number => JobAssembly.RoutelessJob($"import-the-orders-of-all-shops-{number}").TrimEnd('}') + ",\"keepsInput\":true}")];
        string[] options = ["--status", "true", "--log-groups", "shared", "--roles", "shared", "--worker-names", names];
        using Workbench bench = new();

        Assert.Equal(0, bench.Write(jobs, [.. options, "--prefix", "MyCompanyOrdersBackgroundJobs"]));

        Assert.Matches("warning AJ2039: The policies within the role of 'MyCompanyOrdersBackgroundJobsJobHttp' can take 1[0-9],[0-9]{3} characters, and IAM takes 10,240. " + advice, bench.Errors);
        Assert.Contains("In a stack that is deployed this replaces all functions, and events that wait are lost", bench.Errors, StringComparison.Ordinal);

        using Workbench shorter = new();
        shorter.Write(jobs, [.. options[..^1], "byJob", "--prefix", "MyCompanyOrders"]);
        Assert.Equal("", shorter.Errors);
    }

    [Fact]
    public void Routes_that_do_not_fit_into_the_policy_of_a_function_are_warned_of()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);
        JsonObject template = bench.Value;
        JsonObject events = template["Resources"]!["SampleJobHttp"]!["Properties"]!["Events"]!.AsObject();
        for (int number = 0; number < 42; number++)
            events[$"Old{number}"] = new JsonObject { ["Type"] = "HttpApi", ["Properties"] = new JsonObject { ["Method"] = "POST", ["Path"] = $"/old/{number}" } };
        bench.Text = template.ToJsonString();

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Matches("warning AJ2039: The policy that says who may invoke 'SampleJobHttp' can take 2[0-9],[0-9]{3} bytes, and Lambda takes 20,480", bench.Errors);
    }
}
