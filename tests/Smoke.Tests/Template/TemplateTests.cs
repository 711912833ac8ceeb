using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Smoke.Tests.Template;

/// <summary>What the run deploys around the jobs: valid for CloudFormation, and its functions do what they are for.</summary>
public sealed class TemplateTests
{
    private static readonly JsonObject s_template = TemplateYaml.Read(File.ReadAllText(Repository.Combine("smoke", "project", "template.yaml")));

    [Fact]
    public async Task It_is_what_the_specification_allows()
    {
        // What SAM gives to the API that it adds.
        JsonObject template = s_template.DeepClone().AsObject();
        JsonNode api = template["Globals"]!["HttpApi"]!.DeepClone();
        template["Resources"]!["Api"] = new JsonObject { ["Type"] = "AWS::Serverless::HttpApi", ["Properties"] = api };

        Assert.Equal("", await ResourceSpecification.ValidateAsync(Repository.Combine("tests", "Sam.Tests", "Specification", "validate.mjs"), template));
    }

    [Fact]
    public async Task Only_the_two_callers_are_let_in_and_told_apart()
    {
        JsonArray replies = await InvokeAsync(
            "Callers",
            new JsonObject { ["CALLER"] = "one", ["STRANGER"] = "two" },
            Authorization("Bearer one"), Authorization("Bearer two"), Authorization("Bearer three"), Authorization("one"), Authorization("Bearer "), new JsonObject { ["headers"] = new JsonObject() });

        Assert.Equal(
            """[{"isAuthorized":true,"context":{"principalId":"caller"}},{"isAuthorized":true,"context":{"principalId":"stranger"}},{"isAuthorized":false},{"isAuthorized":false},{"isAuthorized":false},{"isAuthorized":false}]""",
            replies.ToJsonString());
    }

    [Fact]
    public async Task The_receiver_shows_a_callback_as_it_came()
    {
        JsonArray replies = await InvokeAsync(
            "Receiver",
            new JsonObject { ["CALLBACK_KEY"] = "key", ["RECEIVED"] = "table" },
            Request("GET", "key"),
            Request("POST", "other", "guessed"),
            Request("GET", "other"),
            Request("POST", "key", """{"é":1}"""),
            Request("GET", "key"));

        Assert.Equal(["204", "404", "404", "204", "200"], replies.Select(static reply => reply!["statusCode"]!.ToJsonString()));
        JsonNode shown = JsonNode.Parse(replies[^1]!["body"]!.GetValue<string>())!;
        Assert.Equal("""{"é":1}""", Encoding.UTF8.GetString(Convert.FromBase64String(shown["body"]!.GetValue<string>())));
        Assert.Equal("id", shown["headers"]!["webhook-id"]!.GetValue<string>());
    }

    [Fact]
    public void Only_callbacks_reach_it_without_a_token()
    {
        JsonObject events = s_template["Resources"]!["Receiver"]!["Properties"]!["Events"]!.AsObject();

        JsonNode[] open = [.. events.Select(static one => one.Value!["Properties"]!).Where(static one => one["Auth"] is null)];

        Assert.Equal("""{"Method":"POST","Path":"/callbacks/{key}"}""", Assert.Single(open).ToJsonString());
        Assert.Contains("<AsyncJobsAuthorizer>Callers</AsyncJobsAuthorizer>", File.ReadAllText(Repository.Combine("smoke", "project", "Directory.Build.props")), StringComparison.Ordinal);
    }

    private static JsonObject Authorization(string value) => new() { ["headers"] = new JsonObject { ["authorization"] = value } };

    // As API Gateway sends it, in the payload format 2.0.
    private static JsonObject Request(string method, string key, string? body = null) => new()
    {
        ["pathParameters"] = new JsonObject { ["key"] = key },
        ["requestContext"] = new JsonObject { ["http"] = new JsonObject { ["method"] = method } },
        ["headers"] = new JsonObject { ["webhook-id"] = "id" },
        ["body"] = body,
        ["isBase64Encoded"] = false,
    };

    private static async Task<JsonArray> InvokeAsync(string function, JsonObject environment, params JsonNode[] events)
    {
        JsonObject input = new()
        {
            ["code"] = s_template["Resources"]![function]!["Properties"]!["InlineCode"]!.GetValue<string>(),
            ["environment"] = environment,
            ["events"] = new JsonArray([.. events]),
        };
        return JsonNode.Parse(await Node.RunAsync(Repository.Combine("tests", "Smoke.Tests", "Template", "inline.cjs"), input.ToJsonString()))!.AsArray();
    }
}
