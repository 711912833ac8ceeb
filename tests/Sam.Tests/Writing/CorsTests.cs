using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What a build writes for pages of other origins: nothing, unless it names them.</summary>
public sealed class CorsTests
{
    private const string Variable = "ASYNCJOBS_CORS_ORIGINS";
    private const string Page = "https://app.example.com";

    private const string DefaultAuthorizer =
        """
        Resources:
          Api:
            Type: AWS::Serverless::HttpApi
            Properties:
              Auth:
                DefaultAuthorizer: Users
                Authorizers:
                  Users: { IdentitySource: $request.header.Authorization }

        """;

    private const string RestWithIam =
        """
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties: { StageName: prod, Auth: { DefaultAuthorizer: AWS_IAM } }

        """;

    private const string RestWithKey =
        """
        Globals:
          Api:
            Auth: { ApiKeyRequired: true }

        """;

    private const string Whole = "AllowOrigins: [https://app.example.com], AllowMethods: [GET, POST, DELETE], "
        + "AllowHeaders: [Authorization, Content-Type, Idempotency-Key, Prefer], ExposeHeaders: [Location, Content-Location, Retry-After, Preference-Applied]";

    [Theory]
    [InlineData("serverless.template", "http")]
    [InlineData("template.yaml", "rest")]
    public void The_functions_that_answer_requests_are_told_and_answer_preflights_and_all_of_it_goes_with_the_setting(string name, string api)
    {
        using Workbench bench = Workbench.PerJob(name);
        bench.Write([JobAssembly.Job()], "--api", api, "--authorizer", "Users");
        string before = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", api, "--authorizer", "Users", "--cors-origins", $"{Page} http://localhost:5173"));

        Assert.Equal($"{Page} http://localhost:5173", VariableOf(bench, "SampleSummariesAccept"));
        Assert.Equal($"{Page} http://localhost:5173", VariableOf(bench, "SampleJobStatus"));
        Assert.Null(VariableOf(bench, "SampleSummariesWorker"));
        Assert.Null(VariableOf(bench, "SampleJobSettle"));
        string type = api == "http" ? "HttpApi" : "Api";
        AssertJson($$"""{ "Type": "{{type}}", "Properties": { "Method": "OPTIONS", "Path": "/summaries/{name}" } }""", Preflight(bench, "SampleSummariesAccept"));
        AssertJson($$"""{ "Type": "{{type}}", "Properties": { "Method": "OPTIONS", "Path": "/jobs/{id}" } }""", Preflight(bench, "SampleJobStatus"));
        bench.Write([JobAssembly.Job()], "--api", api, "--authorizer", "Users");
        Assert.Equal(before, bench.Text);
    }

    [Theory]
    [InlineData(DefaultAuthorizer, "Api", """{ "Authorizer": "NONE" }""")]
    [InlineData(RestWithIam, "Api", """{ "Authorizer": "NONE" }""")]
    [InlineData(RestWithKey, "rest", """{ "ApiKeyRequired": false }""")]
    public void Nothing_stands_before_a_preflight_whatever_the_API_asks_of_other_requests(string text, string api, string auth)
    {
        using Workbench bench = Write(text, api);

        AssertJson(auth, Preflight(bench, "SampleOneAccept")!["Properties"]!["Auth"]);
        AssertJson(auth, Preflight(bench, "SampleJobStatus")!["Properties"]!["Auth"]);
    }

    [Fact]
    public void A_path_has_one_preflight()
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write(
            [
                JobAssembly.Job("first", "/things/{name}"),
                JobAssembly.Job("second", "/things/{id}", "\"httpMethod\":\"PUT\""),
                JobAssembly.Job("third", "/jobs/{job}"),
            ],
            "--cors-origins", Page);

        Assert.NotNull(Preflight(bench, "SampleFirstAccept"));
        Assert.Null(Preflight(bench, "SampleSecondAccept"));
        Assert.Null(Preflight(bench, "SampleThirdAccept"));
        Assert.NotNull(Preflight(bench, "SampleJobStatus"));
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--cors-origins", $"{Page};http://localhost:5173"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal(
            [$"{Page} http://localhost:5173", $"{Page} http://localhost:5173", null, null],
            new[] { "summaries-accept", "status", "summaries-work", "settle" }.Select(key => functions[key]!["environment"]![Variable]?.ToString()));
        AssertJson("""{ "method": "OPTIONS", "path": "/summaries/{name}", "authorizer": "NONE" }""", functions["summaries-accept"]!["routes"]![1]);
        AssertJson("""{ "method": "OPTIONS", "path": "/jobs/{id}", "authorizer": "NONE" }""", functions["status"]!["routes"]![2]);
    }

    [Theory]
    [InlineData("https://app.example.com/", "has 'https://app.example.com/', which is not an origin as browsers send it")]
    [InlineData("app.example.com", "has 'app.example.com', which is not an origin as browsers send it")]
    [InlineData("https://app.example.com null", "has null, which browsers send for every sandboxed frame")]
    [InlineData("* https://app.example.com", "has * beside other origins")]
    public void What_no_browser_sends_as_an_origin_is_an_error(string origins, string fault)
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        foreach (string command in (string[])["write", "manifest"])
        {
            Assert.Equal(1, bench.Run(command, "--assembly", assembly, "--cors-origins", origins));
            Assert.Contains("error AJ2001: AsyncJobsCorsOrigins " + fault, bench.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(bench.Template));
    }

    [Theory]
    [InlineData("{ " + Whole + " }", null)]
    [InlineData("{ AllowOrigins: ['*'], AllowMethods: ['*'], AllowHeaders: ['*'], ExposeHeaders: ['*'] }", null)]
    [InlineData("!If [IsProd, { AllowOrigins: [https://a.example] }, !Ref AWS::NoValue]", null)]
    [InlineData("false", null)]
    [InlineData("{ AllowOrigins: [!Ref Origin], AllowMethods: !Ref Methods, AllowHeaders: ['*'], ExposeHeaders: [location] }", "ExposeHeaders (retry-after, content-location, preference-applied)")]
    [InlineData("{ AllowOrigins: [https://other.example], AllowMethods: [POST, GET], AllowHeaders: ['*'], ExposeHeaders: ['*'] }", "AllowOrigins (https://app.example.com); AllowMethods (DELETE)")]
    [InlineData(
        "true",
        "AllowMethods (POST, GET, DELETE); AllowHeaders (authorization, content-type, idempotency-key, prefer); "
        + "ExposeHeaders (location, retry-after, content-location, preference-applied)")]
    public void An_API_that_answers_browsers_itself_is_a_warning_where_it_lacks_what_the_jobs_need(string configuration, string? lacks)
    {
        foreach ((string text, string api) in new[]
        {
            ($"Globals:\n  HttpApi:\n    CorsConfiguration: {configuration}\n", "http"),
            ($"Resources:\n  Api:\n    Type: AWS::Serverless::HttpApi\n    Properties: {{ CorsConfiguration: {configuration} }}\n", "Api"),
        })
        {
            using Workbench bench = Write(text, api);

            Assert.Equal(
                lacks is null ? "" : $"{bench.Template}: warning AJ2018: The API has a CorsConfiguration: API Gateway then answers browsers itself and drops what "
                    + $"the functions reply to them. It lacks for the jobs: {lacks}. Add that there, or remove the CorsConfiguration. "
                    + $"({PublishedPages.OfRule("AJ2018")})",
                bench.Errors.TrimEnd());
            Assert.Contains($"CorsConfiguration: {configuration}", bench.Text, StringComparison.Ordinal);

            // Nobody asked for browsers.
            bench.Write([JobAssembly.Job("one", "/one")], "--api", api);
            Assert.Equal("", bench.Errors);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://other.example", true)]
    [InlineData("https://other.example https://app.example.com", false)]
    [InlineData("*", false)]
    public void Two_projects_at_one_API_with_other_origins_are_a_warning(string? first, bool isReported)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], first is null ? [] : ["--cors-origins", first]);

        bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--cors-origins", Page);

        Assert.Equal(isReported, bench.Errors.Contains("warning AJ2019: /jobs/{id} belongs to the jobs of First, whose AsyncJobsCorsOrigins lacks https://app.example.com:", StringComparison.Ordinal));
        Assert.Equal(isReported, bench.Errors.Length > 0);
    }

    private static Workbench Write(string text, string api)
    {
        Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\n" + text;
        Assert.Equal(0, bench.Write([JobAssembly.Job("one", "/one")], "--api", api, "--cors-origins", Page));
        return bench;
    }

    private static string? VariableOf(Workbench bench, string function) => bench.Properties(function)["Environment"]!["Variables"]![Variable]?.ToString();

    private static JsonNode? Preflight(Workbench bench, string function) => bench.Properties(function)["Events"]!["Preflight"];

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), actual?.ToJsonString());
}
