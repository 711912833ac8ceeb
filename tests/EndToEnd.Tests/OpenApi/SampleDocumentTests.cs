using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>The document of the sample, and whether its running jobs keep to it.</summary>
public sealed class SampleDocumentTests(SampleHost sample)
{
    private const string Summaries = "/summaries/{name}";

    private static readonly Lazy<Task<JsonObject>> s_document = new(PrintAsync);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_OpenAPI_for_every_reader()
    {
        JsonObject document = await s_document.Value;

        DocumentAssert.IsOpenApi(document);
        Assert.Equal("Sample", (string?)document["info"]!["title"]);
        Assert.Equal("0.1.0", (string?)document["info"]!["version"]);
    }

    [Fact]
    public async Task Each_job_has_a_path_beside_the_one_of_their_URLs()
    {
        JsonObject document = await s_document.Value;

        string[] operations =
        [
            .. document["paths"]!.AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}: {operation.Value!["operationId"]}"))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            ["delete /jobs/{id}: jobs.cancel", "get /jobs/{id}: jobs.get", "post /link-checks: link-checks.start", "post /summaries/{name}: summaries.start"],
            operations);
    }

    [Fact]
    public async Task An_operation_has_the_parameters_of_its_method_and_those_of_every_job()
    {
        JsonNode operation = (await s_document.Value)["paths"]![Summaries]!["post"]!;

        JsonAssert.Equal(
            """
            [
              { "name": "name", "in": "path", "required": true, "description": "What to call the data.", "schema": { "type": "string" } },
              { "name": "delimiter", "in": "query", "description": "What separates fields.", "schema": { "type": "string", "default": "," } },
              { "$ref": "#/components/parameters/IdempotencyKey" },
              { "$ref": "#/components/parameters/Prefer" },
              { "$ref": "#/components/parameters/CallbackUrl" },
              { "$ref": "#/components/parameters/CorrelationId" }
            ]
            """,
            operation["parameters"]!);
        JsonAssert.Equal(
            """{ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/summaries.input" } }, "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/summaries.input" } } } }""",
            operation["requestBody"]!);
        Assert.Equal(
            ["200", "202", "400", "403", "413", "415", "422", "500", "503"],
            operation["responses"]!.AsObject().Select(reply => reply.Key));
        Assert.Equal(["Location", "Preference-Applied", "Retry-After"], operation["responses"]!["202"]!["headers"]!.AsObject().Select(header => header.Key));
    }

    [Fact]
    public async Task A_job_is_described_in_the_words_of_its_author()
    {
        JsonObject document = await s_document.Value;

        Assert.StartsWith(
            "Summarizes each column of a CSV text, in one pass over it.\n\nThe reply comes",
            (string?)document["paths"]![Summaries]!["post"]!["description"],
            StringComparison.Ordinal);
        JsonAssert.Equal(
            """
            [
              { "name": "jobs", "description": "Jobs that were started: how far they are, and what they came to." },
              { "name": "link-checks", "description": "Checks every link; when the time runs short, answers with what it has." },
              { "name": "summaries", "description": "Summarizes each column of a CSV text, in one pass over it." }
            ]
            """,
            document["tags"]!);
        Assert.Equal(
            "For a caller who wants the report sooner than the job's timeout. Must be a whole number from -2147483648 to 2147483647.",
            (string?)document["paths"]!["/link-checks"]!["post"]!["parameters"]![0]!["description"]);
    }

    [Fact]
    public async Task Its_examples_fit_their_schemas()
    {
        JsonObject document = await s_document.Value;

        DocumentAssert.ExamplesFit(document);
        Assert.Empty(DocumentAssert.RepliesWithoutExample(document));
    }

    [Fact]
    public async Task The_environment_says_where_the_API_is()
    {
        await using HostProcess host = HostProcess.Start(
            HostProcess.DotNet,
            new Dictionary<string, string> { ["ASYNCJOBS_PUBLIC_URL"] = "https://api.example.com/prod/" },
            RepositoryFiles.SampleProgram,
            "--openapi");
        Assert.Equal(0, await host.WaitForExitAsync(Cancelled));

        JsonAssert.Equal("""[ { "url": "https://api.example.com/prod" } ]""", JsonNode.Parse(host.Output)!["servers"]!);
    }

    [Fact]
    public async Task What_a_result_leaves_out_where_it_is_null_is_not_required()
    {
        JsonNode result = (await s_document.Value)["components"]!["schemas"]!["summaries.result"]!;

        JsonAssert.Equal("""["name", "rows", "columns"]""", result["required"]!);
        JsonAssert.Equal("""["name", "count", "empty"]""", result["properties"]!["columns"]!["items"]!["required"]!);
    }

    [Theory]
    [InlineData("""{"csv":"a"}""", true)]
    [InlineData("""{"csv":null}""", false)]
    [InlineData("""{"csv":1}""", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    public async Task A_body_fits_its_schema_if_the_job_takes_it(string body, bool isTaken)
    {
        using HttpResponseMessage response = await sample.Client.PostAsync("/summaries/cities", body);

        Assert.Equal(isTaken ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(isTaken, new DocumentSchemas(await s_document.Value).IsValid("#/components/schemas/summaries.input", body));
    }

    [Theory]
    [InlineData("summaries", Summaries, "/summaries/cities", """{"csv":"city;people\nParis;2102650\nLyon;x\n"}""")]
    [InlineData("link-checks", "/link-checks", "/link-checks", """{"urls":["ftp://example.com/"]}""")]
    public async Task What_a_job_replies_fits_its_schema(string job, string route, string path, string body)
    {
        DocumentSchemas schemas = new(await s_document.Value);
        using HttpResponseMessage accepted = await sample.Client.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        schemas.AssertValid(schemas.ReplyTo("post", route, 202), await JobClient.ReadAsync(accepted));

        JsonElement finished = await sample.Client.WaitForEndAsync(accepted.Headers.Location!.OriginalString);
        Assert.Equal("SUCCEEDED", finished.GetProperty("status").GetString());
        schemas.AssertValid(schemas.ReplyTo("get", "/jobs/{id}", 200), finished);
        schemas.AssertValid($"#/components/schemas/{job}.job", finished);
        schemas.AssertValid($"#/components/schemas/{job}.result", finished.GetProperty("result"));

        using HttpResponseMessage waited = await sample.Client.PostAsync(path, body, ("Prefer", "wait=20"));
        Assert.Equal(HttpStatusCode.OK, waited.StatusCode);
        schemas.AssertValid(schemas.ReplyTo("post", route, 200), await JobClient.ReadAsync(waited));
    }

    [Fact]
    public async Task A_schema_of_one_job_is_not_that_of_another()
    {
        JsonElement finished = await sample.Client.RunAsync("/summaries/cities", """{"csv":"a\n1\n"}""");

        Assert.False(new DocumentSchemas(await s_document.Value).IsValid("#/components/schemas/link-checks.job", finished.GetRawText()));
    }

    [Fact]
    public async Task What_goes_wrong_fits_its_schema()
    {
        DocumentSchemas schemas = new(await s_document.Value);

        using HttpResponseMessage malformed = await sample.Client.PostAsync("/summaries/cities?delimiter=", """{"csv":1}""");
        await AssertProblemAsync(malformed, 400, schemas.ReplyTo("post", Summaries, 400));

        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await sample.Client.StartAsync("/summaries/cities", """{"csv":"a"}""", key);
        using HttpResponseMessage reused = await sample.Client.PostAsync("/summaries/cities", """{"csv":"b"}""", key);
        await AssertProblemAsync(reused, 422, schemas.ReplyTo("post", Summaries, 422));

        using HttpResponseMessage unknown = await sample.Client.SendAsync("GET", "/jobs/00000000000000000000000000");
        await AssertProblemAsync(unknown, 404, schemas.ReplyTo("get", "/jobs/{id}", 404));

        JsonElement failed = await sample.Client.RunAsync("/link-checks?withinSeconds=901", """{"urls":["https://example.com/"]}""");
        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        schemas.AssertValid(schemas.ReplyTo("get", "/jobs/{id}", 200), failed);

        async Task AssertProblemAsync(HttpResponseMessage response, int status, string schema)
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            schemas.AssertValid(schema, await JobClient.ReadAsync(response));
        }
    }

    [Fact]
    public async Task It_goes_to_a_file_as_well()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--openapi", file);
            Assert.Equal(0, await host.WaitForExitAsync(Cancelled));
            Assert.Empty(host.Output);
            Assert.True(JsonNode.DeepEquals(await s_document.Value, JsonNode.Parse(await File.ReadAllTextAsync(file, Cancelled))));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_one_line_and_1()
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--openapi", Path.GetTempPath());

        Assert.Equal(1, await host.WaitForExitAsync(Cancelled));
        Assert.StartsWith("Cannot write the OpenAPI document: ", Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<JsonObject> PrintAsync()
    {
        await using HostProcess host = HostProcess.Start(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--openapi");
        Assert.Equal(0, await host.WaitForExitAsync(CancellationToken.None));
        Assert.Empty(host.Errors);
        return JsonNode.Parse(host.Output)!.AsObject();
    }
}
