using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Who owns a job, as a build hands it to the functions that ask for it.</summary>
public sealed class OwnerTests
{
    private const string Variable = "ASYNCJOBS_OWNER";

    [Fact]
    public void The_functions_that_answer_requests_are_told()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--owner", "https://shop.example/tenant"));

        Assert.Equal("https://shop.example/tenant", VariableOf(bench, "SampleSummariesAccept")?.ToString());
        Assert.Equal("https://shop.example/tenant", VariableOf(bench, "SampleJobStatus")?.ToString());
        Assert.Null(VariableOf(bench, "SampleSummariesWorker"));
        Assert.Null(VariableOf(bench, "SampleJobSettle"));
        bench.Write([JobAssembly.Job()]);
        Assert.Null(VariableOf(bench, "SampleSummariesAccept"));
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--owner", "client_id"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal(
            ["client_id", "client_id", null, null],
            new[] { "summaries-accept", "status", "summaries-work", "settle" }.Select(key => functions[key]!["environment"]![Variable]?.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("client id")]
    [InlineData("a|b")]
    [InlineData("a\u0001")]
    [InlineData("a;b")]
    [InlineData("ü")]
    public void A_name_that_no_claim_has_is_an_error(string owner)
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        foreach (string command in (string[])["write", "manifest"])
        {
            Assert.Equal(1, bench.Run(command, "--assembly", assembly, "--owner", owner));
            Assert.Contains("error AJ2001: AsyncJobsOwner must be none, iam-role, or the name of a claim", bench.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(bench.Template));
    }

    [Fact]
    public void A_claims_name_has_at_most_128_characters()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--owner", new string('c', 128)));
        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--owner", new string('c', 129)));
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void The_API_that_comes_with_a_new_template_is_throttled_until_a_person_says_otherwise(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()]);

        AssertJson("""{ "HttpApi": { "DefaultRouteSettings": { "ThrottlingRateLimit": 50, "ThrottlingBurstLimit": 100 } } }""", bench.Value["Globals"]);

        // It follows the kind of the API.
        bench.Write([JobAssembly.Job()], "--api", "rest");
        AssertJson(
            """{ "Api": { "MethodSettings": [ { "HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 50, "ThrottlingBurstLimit": 100 } ] } }""",
            bench.Value["Globals"]);

        bench.Text = bench.Text.Replace("50", "500", StringComparison.Ordinal);
        bench.Write([JobAssembly.Job()]);
        Assert.Equal("500", bench.Value["Globals"]!["Api"]!["MethodSettings"]![0]!["ThrottlingRateLimit"]!.ToString());
        Assert.Null(bench.Value["Globals"]!["HttpApi"]);
    }

    [Fact]
    public void A_template_that_is_there_keeps_the_limits_of_its_APIs()
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\nResources: {}\n";

        bench.Write([JobAssembly.Job()]);

        Assert.Null(bench.Value["Globals"]);
    }

    private static JsonNode? VariableOf(Workbench bench, string function) => bench.Properties(function)["Environment"]!["Variables"]![Variable];

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), actual?.ToJsonString());
}
