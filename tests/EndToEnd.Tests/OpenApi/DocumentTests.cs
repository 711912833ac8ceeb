using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.EndToEnd.Tests.CommandLine;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.OpenApi;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>The document of jobs of every kind.</summary>
public sealed class DocumentTests
{
    private static readonly JsonTypeInfo<Shipment> s_shipment = JobJson.Reflected<Shipment>();

    [Fact]
    public void Parameters_have_the_type_presence_and_default_that_the_job_reads()
    {
        JsonObject document = Write(new DescribedJob<NoResult>("parcels", "POST", "/parcels/{id}", args =>
        {
            args.Query("after").Optional(Scalar.DateOnly, new DateOnly(2026, 1, 31));
            args.Route("id").Required(Scalar.Guid);
            args.Query("tags").Array(Scalar.String);
            args.Query("limit").Optional(Scalar.Integer<byte>(), (byte)10);
            args.Query("ratio").Nullable(Scalar.Floating<double>());
            args.Query("priority").Optional(Scalar.Enum<Priority>(), Priority.Express);
            args.Query("unnamed").Optional(Scalar.Enum<Priority>(), (Priority)7);
            args.Query("days").Required(Scalar.Enum<Weekend>());
            args.Header("X-Dry-Run").Nullable(Scalar.Boolean, false);
        }));

        JsonArray parameters = document["paths"]!["/parcels/{id}"]!["post"]!["parameters"]!.AsArray();
        JsonAssert.Equal(
            """
            [
              { "name": "id", "in": "path", "required": true,
                "description": "Must be a GUID such as 0f8fad5b-d9cb-469f-a165-70867728950e.", "schema": { "type": "string", "format": "uuid" } },
              { "name": "days", "in": "query", "required": true,
                "description": "Must be one or more, joined by commas, of Saturday, Sunday.", "schema": { "type": "string" } },
              { "name": "after", "in": "query",
                "description": "Must be a date such as 2026-01-31.", "schema": { "type": "string", "format": "date", "default": "2026-01-31" } },
              { "name": "tags", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
              { "name": "limit", "in": "query",
                "description": "Must be a whole number from 0 to 255.", "schema": { "type": "integer", "minimum": 0, "maximum": 255, "default": 10 } },
              { "name": "ratio", "in": "query", "description": "Must be a number such as 12.5.", "schema": { "type": "number", "format": "double" } },
              { "name": "priority", "in": "query",
                "description": "Must be one of Economy, next-day.",
                "schema": { "type": "string", "enum": ["Economy", "next-day"], "default": "next-day" } },
              { "name": "unnamed", "in": "query",
                "description": "Must be one of Economy, next-day.", "schema": { "type": "string", "enum": ["Economy", "next-day"] } },
              { "name": "X-Dry-Run", "in": "header",
                "description": "Must be true or false.", "schema": { "type": "boolean", "default": false } }
            ]
            """,
            new JsonArray([.. parameters.Take(9).Select(parameter => parameter!.DeepClone())]));
        JsonNode operation = document["paths"]!["/parcels/{id}"]!["post"]!;
        Assert.Null(operation["requestBody"]);
        Assert.Null(operation["responses"]!["415"]);
    }

    [Fact]
    public void A_body_has_the_schema_of_its_serializer()
    {
        DocumentSchemas schemas = new(Write(new DescribedJob<NoResult>("parcels", "POST", "/parcels", args => args.Body(s_shipment))));

        Assert.All(
            [
                """{"number":"a","weight":1,"priority":"Economy"}""",
                """{"number":"a","weight":"1","priority":"next-day","parcel-size":{"width":1,"height":2},"anything":[1,"x",null]}""",
                """{"number":"a","weight":1,"priority":"next-day","parcel-size":null,"parts":[null,{"number":"b","weight":2,"priority":"Economy","parts":[]}]}""",
                """{"number":"a","weight":1,"priority":"Economy","replaces":{"number":"b","weight":2,"priority":"Economy","replaces":null}}""",
            ],
            body => Assert.Equal((body, true), (body, IsRead(body) && schemas.IsValid("#/components/schemas/parcels.input", body))));
        Assert.All(
            ["null", "[]", """{"weight":"x"}""", """{"weight":1.5}""", """{"priority":"tomorrow"}""", """{"parts":{}}""", """{"replaces":{"weight":"x"}}"""],
            body => Assert.Equal((body, false), (body, IsRead(body) || schemas.IsValid("#/components/schemas/parcels.input", body))));

        static bool IsRead(string body)
        {
            try
            {
                return JsonSerializer.Deserialize(body, s_shipment) is not null;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_body_is_of_every_type_that_the_job_takes()
    {
        AssertContent(
            """{ "application/json": { "schema": { "$ref": "#/components/schemas/parcels.input" } }, "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/parcels.input" } } }""",
            args => args.Body(s_shipment));
        AssertContent("""{ "application/json": { "schema": { "$ref": "#/components/schemas/parcels.input" } } }""", args => args.Body(JobJson.Reflected<List<int>>()));
        AssertContent(
            """{ "application/json": { "schema": { "$ref": "#/components/schemas/parcels.input" } }, "*/*": { "schema": { "type": "string" } } }""",
            args => args.Body(JobJson.Reflected<string>()));
        AssertContent(
            """{ "application/json": { "schema": { "$ref": "#/components/schemas/parcels.input" } }, "*/*": { } }""",
            args => args.Body(JobJson.Reflected<byte[]>()));
        AssertContent("""{ "*/*": { } }""", args => args.BodyStream());

        static void AssertContent(string expected, Action<ArgumentReader> bind)
        {
            JsonNode operation = Write(new DescribedJob<NoResult>("parcels", "POST", "/parcels", bind))["paths"]!["/parcels"]!["post"]!;
            JsonAssert.Equal(expected, operation["requestBody"]!["content"]!);
            Assert.True((bool)operation["requestBody"]!["required"]!);
            Assert.NotNull(operation["responses"]!["415"]);
        }
    }

    [Fact]
    public void A_result_that_is_a_file_says_where_it_is()
    {
        JsonObject document = Write(new DescribedFileJob());

        new DocumentSchemas(document).AssertValid(
            "#/components/schemas/files.result",
            JsonDocument.Parse("""{"contentType":"a/b","length":1,"fileName":null,"sha256":"00","url":"https://a.example/b","urlExpiresAt":"2026-01-01T00:00:00Z"}""").RootElement);
        JsonNode result = document["components"]!["schemas"]!["files.result"]!;
        Assert.Equal(["contentType", "length", "fileName", "sha256", "url", "urlExpiresAt"], result["required"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void A_result_has_what_is_always_written_and_numbers_as_they_are_written()
    {
        JsonObject document = Write(new DescribedJob<Shipment>("parcels", "GET", "/parcels", args => args.BodyOrDefault(s_shipment), s_shipment));

        JsonNode result = document["components"]!["schemas"]!["parcels.result"]!;
        Assert.Equal("integer", (string?)result["properties"]!["weight"]!["type"]);
        Assert.Equal(
            ["number", "weight", "priority", "parcel-size", "parts", "replaces", "anything"],
            result["required"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(["width", "height"], result["properties"]!["parcel-size"]!["required"]!.AsArray().Select(name => (string?)name));

        Shipment inner = new("b", 2, Priority.Express, new Size(1, 2), Note: "with care");
        using JsonDocument written = JsonDocument.Parse(JsonSerializer.Serialize(new Shipment("a", 1, Priority.Economy, null, [inner, null!], inner), s_shipment));
        new DocumentSchemas(document).AssertValid("#/components/schemas/parcels.result", written.RootElement);
        Assert.False((bool)document["paths"]!["/parcels"]!["get"]!["requestBody"]!["required"]!);
        Assert.True(new DocumentSchemas(document).IsValid("#/components/schemas/parcels.input", "null"));
    }

    [Fact]
    public void A_job_that_has_to_have_a_key_says_so()
    {
        JsonObject document = Write(new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }) { RequireIdempotencyKey = true });

        JsonNode key = document["paths"]!["/parcels"]!["post"]!["parameters"]![0]!;
        Assert.Equal(("Idempotency-Key", true), ((string?)key["name"], (bool)key["required"]!));
        Assert.Null(document["components"]!["parameters"]!["IdempotencyKey"]!["required"]);
    }

    [Fact]
    public void What_a_method_reads_twice_or_as_every_job_does_is_one_parameter()
    {
        JsonObject document = Write(new DescribedJob<NoResult>("parcels", "POST", "/parcels", args =>
        {
            args.Header("X-Correlation-ID").Optional(Scalar.String, null);
            args.Header("x-correlation-id").Required(Scalar.String);
        }));

        JsonArray parameters = document["paths"]!["/parcels"]!["post"]!["parameters"]!.AsArray();
        JsonAssert.Equal("""{ "name": "x-correlation-id", "in": "header", "required": true, "schema": { "type": "string" } }""", parameters[0]!);
        Assert.Equal(4, parameters.Count);
    }

    [Fact]
    public void Paths_that_differ_in_names_of_placeholders_are_one()
    {
        JsonObject document = Write(
            new DescribedJob<NoResult>("cancels", "POST", "/jobs/{job}", args => args.Route("job").Required(Scalar.String)),
            new DescribedJob<NoResult>("moves", "PUT", "/{from}/to/{to}", args =>
            {
                args.Route("from").Required(Scalar.String);
                args.Route("to").Required(Scalar.String);
            }),
            new DescribedJob<NoResult>("returns", "POST", "/{to}/to/{from}", args => args.Route("from").Required(Scalar.String)));

        Assert.Equal(["/jobs/{id}", "/{from}/to/{to}"], document["paths"]!.AsObject().Select(path => path.Key));
        Assert.Equal("id", (string?)document["paths"]!["/jobs/{id}"]!["post"]!["parameters"]![0]!["name"]);
        Assert.Equal("to", (string?)document["paths"]!["/{from}/to/{to}"]!["post"]!["parameters"]![0]!["name"]);
    }

    [Fact]
    public void Every_reply_has_an_example_that_fits_its_schema()
    {
        JobApp app = new(
        [
            new DescribedJob<Shipment>("parcels", "POST", "/parcels", args => args.Body(s_shipment), s_shipment) { KeepInput = true },
            new DescribedJob<List<TimeSpan>>("times", "POST", "/times", _ => { }, JobJson.Reflected<List<TimeSpan>>()),
            new DescribedFileJob(),
        ]);
        JsonObject document = OpenApiDocument.Of(
            app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: true, HasLimits: true, AllowsList: true));

        DocumentAssert.IsOpenApi(document);
        DocumentAssert.ExamplesFit(document);
        Assert.Empty(DocumentAssert.RepliesWithoutExample(document));
        JsonNode succeeded = document["paths"]!["/times"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!;
        Assert.Equal(("times", "SUCCEEDED", """["00:01:00"]"""), ((string?)succeeded["job"], (string?)succeeded["status"], succeeded["result"]!.ToJsonString()));
        JsonNode limited = document["components"]!["responses"]!["LimitReached"]!["content"]!["application/problem+json"]!["example"]!;
        Assert.Equal((429, 2429, "Too Many Requests"), ((int)limited["status"]!, (int)limited["errorCode"]!, (string?)limited["title"]));
    }

    [Fact]
    public void A_job_that_is_accepted_is_linked_to_its_URL()
    {
        JobDefinition[] jobs = [new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }) { KeepInput = true }, new DescribedJob<NoResult>("moves", "PUT", "/moves", _ => { })];
        JsonObject document = Write(jobs);

        JsonAssert.Equal(
            """{ "operationId": "jobs.get", "parameters": { "id": "$response.body#/id" }, "description": "How far the job is, and its result." }""",
            document["components"]!["links"]!["Status"]!);
        JsonObject[] accepted = [.. OpenApiDocument.Operations(document).Select(operation => operation["responses"]!["202"]).OfType<JsonObject>()];
        Assert.Equal(4, accepted.Length);
        Assert.All(accepted, reply => JsonAssert.Equal("""{ "status": { "$ref": "#/components/links/Status" } }""", reply["links"]!));
    }

    [Fact]
    public void Every_operation_has_a_tag_and_a_description()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }) { KeepInput = true }, new DescribedJob<NoResult>("jobs", "POST", "/more", _ => { })]);
        JsonObject document = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(false, false, AllowsList: true));

        Assert.Equal(["jobs", "parcels"], document["tags"]!.AsArray().Select(static tag => (string?)tag!["name"]));
        Assert.Equal(
            ["jobs", "jobs", "jobs", "jobs", "jobs", "parcels"],
            OpenApiDocument.Operations(document).Select(static operation => (string?)operation["tags"]!.AsArray().Single()).Order(StringComparer.Ordinal));
        Assert.All(OpenApiDocument.Operations(document), static operation => Assert.NotEmpty((string)operation["description"]!));
    }

    [Fact]
    public void Where_the_API_is_is_a_variable_unless_it_is_known()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);
        JsonObject unknown = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject known = OpenApiDocument.Of(
            app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings { Server = "https://api.example.com/prod" });

        JsonNode server = Assert.Single(unknown["servers"]!.AsArray())!;
        Assert.Equal(("{server}", "http://localhost:5080"), ((string?)server["url"], (string?)server["variables"]!["server"]!["default"]));
        JsonAssert.Equal("""[ { "url": "https://api.example.com/prod" } ]""", known["servers"]!);
    }

    [Fact]
    public void Whom_to_ask_is_who_the_build_says_or_whose_program_it_is()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);

        JsonAssert.Equal("""{ "name": "Parcels" }""", ContactOf(default));
        JsonAssert.Equal("""{ "name": "Acme" }""", ContactOf(new OpenApiSettings { Organization = "Acme" }));
        JsonAssert.Equal(
            """{ "name": "Payments", "email": "payments@example.com" }""",
            ContactOf(new OpenApiSettings { Organization = "Acme", Contact = ApiContact.Parse("Payments <payments@example.com>") }));

        JsonNode ContactOf(OpenApiSettings settings) =>
            OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), settings)["info"]!["contact"]!;
    }

    [Fact]
    public void A_type_without_a_schema_is_told_with_its_job()
    {
        JsonSerializerOptions options = new() { ReferenceHandler = ReferenceHandler.Preserve, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        DescribedJob<NoResult> job = new("parcels", "POST", "/parcels", args => args.Body((JsonTypeInfo<Shipment>)options.GetTypeInfo(typeof(Shipment))));

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => OpenApiDocument.Of(new JobApp([job]), "Parcels", "1.0.0", new JobAuthorizers([])));
        Assert.StartsWith("The job 'parcels' has a type without a schema: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authorizer_is_a_security_scheme_of_the_operations_that_it_guards()
    {
        JsonObject document = WriteWith(null, ("parcels", "Login"), ("returns", "AWS_IAM"), ("moves", "NONE"), ("cancels", null));

        JsonAssert.Equal(
            """
            {
              "Login": { "type": "apiKey", "in": "header", "name": "Authorization",
                "description": "What the authorizer 'Login' of the API takes, such as 'Bearer' and a token." },
              "AWS_IAM": { "type": "apiKey", "in": "header", "name": "Authorization", "description": "A signature of AWS, version 4.",
                "x-amazon-apigateway-authtype": "awsSigv4" }
            }
            """,
            document["components"]!["securitySchemes"]!);
        JsonAssert.Equal("""[ { "Login": [] } ]""", SecurityOf(document, "/parcels", "post")!);
        JsonAssert.Equal("""[ { "AWS_IAM": [] } ]""", SecurityOf(document, "/returns", "post")!);
        JsonAssert.Equal("[]", SecurityOf(document, "/moves", "post")!);
        Assert.Null(SecurityOf(document, "/cancels", "post"));

        // Which of them knows the callers of all jobs is not told.
        Assert.Null(SecurityOf(document, "/jobs/{id}", "get"));
    }

    [Fact]
    public void The_URL_of_jobs_has_the_authorizer_of_the_build_or_that_of_all_jobs()
    {
        JsonObject built = WriteWith("Login", ("parcels", null), ("moves", "Partners"));
        Assert.All(["get", "delete"], method => JsonAssert.Equal("""[ { "Login": [] } ]""", SecurityOf(built, "/jobs/{id}", method)!));
        JsonAssert.Equal("""[ { "Login": [] } ]""", SecurityOf(built, "/parcels", "post")!);
        JsonAssert.Equal("""[ { "Partners": [] } ]""", SecurityOf(built, "/moves", "post")!);

        JsonObject same = WriteWith(null, ("parcels", "Login"), ("moves", "Login"));
        Assert.All(["get", "delete"], method => JsonAssert.Equal("""[ { "Login": [] } ]""", SecurityOf(same, "/jobs/{id}", method)!));

        JsonObject none = WriteWith(null, ("parcels", null));
        Assert.Null(none["components"]!["securitySchemes"]);
        Assert.Null(SecurityOf(none, "/jobs/{id}", "get"));
    }

    [Fact]
    public void Where_callers_may_remove_jobs_DELETE_says_so()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);
        JsonObject off = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject on = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: true, HasLimits: false));

        DocumentAssert.IsOpenApi(on);
        Assert.DoesNotContain("purge", off.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        JsonNode delete = on["paths"]!["/jobs/{id}"]!["delete"]!;
        Assert.Equal(["200", "202", "204", "400", "404", "409", "410", "500", "503"], delete["responses"]!.AsObject().Select(response => response.Key));
        Assert.Equal("#/components/parameters/Purge", (string?)delete["parameters"]!.AsArray().Last()!["$ref"]);
    }

    [Fact]
    public void Where_a_job_keeps_its_input_there_is_a_path_to_run_it_again()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);
        JobApp kept = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }) { KeepInput = true }]);
        JsonObject off = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject on = OpenApiDocument.Of(kept, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: false, HasLimits: true));

        DocumentAssert.IsOpenApi(on);
        Assert.DoesNotContain("/retry", off.ToJsonString(), StringComparison.Ordinal);
        JsonNode retry = on["paths"]!["/jobs/{id}/retry"]!["post"]!;
        Assert.Equal(["200", "202", "400", "404", "409", "410", "429", "500", "503"], retry["responses"]!.AsObject().Select(response => response.Key));
        Assert.NotNull(on["components"]!["schemas"]!["Job"]!["properties"]!["retryOf"]);
    }

    [Fact]
    public void Where_callers_are_limited_each_start_says_so_and_nothing_else_does()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }), new DescribedJob<NoResult>("cancels", "POST", "/jobs/{job}", args => args.Route("job").Required(Scalar.String))]);
        JsonObject off = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject on = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: false, HasLimits: true));

        DocumentAssert.IsOpenApi(on);
        Assert.DoesNotContain("429", off.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("#/components/responses/LimitReached", (string?)on["paths"]!["/parcels"]!["post"]!["responses"]!["429"]!["$ref"]);
        Assert.NotNull(on["paths"]!["/jobs/{id}"]!["post"]!["responses"]!["429"]);
        Assert.All(["get", "delete"], method => Assert.Null(on["paths"]!["/jobs/{id}"]![method]!["responses"]!["429"]));
    }

    [Fact]
    public void Where_GET_streams_the_document_says_what_comes()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);
        JsonObject off = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject on = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: false, HasLimits: false) { Streams = true });

        DocumentAssert.IsOpenApi(on);
        Assert.DoesNotContain("text/event-stream", off.ToJsonString(), StringComparison.Ordinal);
        JsonNode get = on["paths"]!["/jobs/{id}"]!["get"]!;
        Assert.Equal(["application/json", "text/event-stream"], get["responses"]!["200"]!["content"]!.AsObject().Select(static content => content.Key));
        Assert.Equal(["200", "204", "404", "410", "500", "503"], get["responses"]!.AsObject().Select(static response => response.Key));
        Assert.Equal("#/components/parameters/LastEventId", (string?)get["parameters"]!.AsArray().Last()!["$ref"]);
    }

    [Fact]
    public void Where_streams_are_limited_GET_says_so_and_nothing_else_does()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { })]);
        JsonObject on = OpenApiDocument.Of(
            app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: false, HasLimits: false) { Streams = true, LimitsStreams = true });

        DocumentAssert.IsOpenApi(on);
        JsonNode get = on["paths"]!["/jobs/{id}"]!["get"]!;
        Assert.Equal(["200", "204", "403", "404", "410", "429", "500", "503"], get["responses"]!.AsObject().Select(static response => response.Key));
        JsonNode limited = get["responses"]!["429"]!;
        Assert.Equal("#/components/headers/RetryAfter", (string?)limited["headers"]!["Retry-After"]!["$ref"]);
        Assert.Equal(2429, (int)limited["content"]!["application/problem+json"]!["example"]!["errorCode"]!);
        Assert.Null(on["paths"]!["/jobs/{id}"]!["delete"]!["responses"]!["429"]);
        Assert.Null(on["paths"]!["/parcels"]!["post"]!["responses"]!["429"]);
    }

    [Fact]
    public void Where_callers_may_list_their_jobs_the_document_has_the_list()
    {
        JobApp app = new([new DescribedJob<NoResult>("parcels", "POST", "/jobs", _ => { })]);
        JsonObject off = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject on = OpenApiDocument.Of(app, "Parcels", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(AllowsPurge: false, HasLimits: false, AllowsList: true));

        DocumentAssert.IsOpenApi(on);
        Assert.All(["ListedJob", "JobList", "pageToken", "jobs.list"], word => Assert.DoesNotContain(word, off.ToJsonString(), StringComparison.Ordinal));
        JsonNode list = on["paths"]!["/jobs"]!["get"]!;
        Assert.NotNull(on["paths"]!["/jobs"]!["post"]);
        Assert.Equal(["job", "status", "since", "pageSize", "pageToken"], list["parameters"]!.AsArray().Select(static parameter => (string?)parameter!["name"]));
        Assert.Equal(["200", "400", "404", "500", "503"], list["responses"]!.AsObject().Select(static response => response.Key));
        JsonObject listed = on["components"]!["schemas"]!["ListedJob"]!.AsObject();
        Assert.Null(listed["properties"]!["result"]);
        Assert.NotNull(listed["properties"]!["lost"]);
        Assert.NotNull(on["components"]!["schemas"]!["Job"]!["properties"]!["result"]);
    }

    [Fact]
    public void A_job_that_only_code_starts_has_no_path()
    {
        JobApp both = new([new DescribedJob<NoResult>("parcels", "POST", "/parcels", _ => { }), new BuiltRoutelessJob("nightly")]);
        JobApp alone = new([new BuiltRoutelessJob("nightly")]);

        JsonObject document = OpenApiDocument.Of(both, "Parcels", "1.0.0", new JobAuthorizers([]));
        JsonObject without = OpenApiDocument.Of(alone, "Nights", "1.0.0", new JobAuthorizers([]), new OpenApiSettings(false, false) { LacksUrls = true });

        DocumentAssert.IsOpenApi(document);
        DocumentAssert.IsOpenApi(without);
        Assert.Equal(["/jobs/{id}", "/parcels"], document["paths"]!.AsObject().Select(static path => path.Key).Order(StringComparer.Ordinal));
        Assert.Empty(without["paths"]!.AsObject());
    }

    private static JsonNode? SecurityOf(JsonObject document, string path, string method) => document["paths"]![path]![method]!["security"];

    // What the generator and the build write into an assembly.
    private static JsonObject WriteWith(string? authorizer, params (string Job, string? Authorizer)[] jobs)
    {
        List<KeyValuePair<string, string?>> metadata =
        [
            .. jobs.Select(job => KeyValuePair.Create(
                "AsyncJobs.Job", (string?)new JsonObject { ["name"] = job.Job, ["path"] = "/" + job.Job, ["authorizer"] = job.Authorizer }.ToJsonString())),
        ];
        if (authorizer is not null)
            metadata.Add(new("AsyncJobs.Authorizer", authorizer));
        return Write(new JobAuthorizers([metadata]), [.. jobs.Select(job => new DescribedJob<NoResult>(job.Job, "POST", "/" + job.Job, _ => { }))]);
    }

    private static JsonObject Write(params JobDefinition[] jobs) => Write(new JobAuthorizers([]), jobs);

    private static JsonObject Write(JobAuthorizers authorizers, JobDefinition[] jobs)
    {
        JsonObject document = OpenApiDocument.Of(new JobApp(jobs), "Parcels", "1.0.0", authorizers);
        DocumentAssert.IsOpenApi(document);
        DocumentAssert.ExamplesFit(document);
        return document;
    }

    [Flags]
    private enum Weekend
    {
        Saturday = 1,
        Sunday = 2,
    }
}
