using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>A function that streams how jobs go on, by the form that the build asks for.</summary>
public sealed class StreamingTests
{
    private const string Stream = "SampleJobStream";

    [Theory]
    [InlineData("serverless.template", "shared", "SampleJobHttp")]
    [InlineData("template.yaml", "perJob", "SampleJobStatus")]
    public void A_rest_API_leads_GET_of_a_job_to_it_and_everything_else_to_where_it_was(string name, string functions, string status)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()], "--api", "rest", "--functions", functions);
        JsonObject off = bench.Value;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "rest", "--functions", functions, "--streaming", "rest", "--authorizer", "Login"));

        JsonNode properties = bench.Resources[Stream]!["Properties"]!;
        Assert.Equal("300", properties["Timeout"]!.ToString());
        JsonObject variables = properties["Environment"]!["Variables"]!.AsObject();
        Assert.Equal(("status", "true"), ((string)variables["ASYNCJOBS_HANDLER"]!, (string)variables["ASYNCJOBS_STREAMING"]!));
        Assert.Equal(["ASYNCJOBS_HANDLER", "ASYNCJOBS_TABLE", "ASYNCJOBS_STREAMING"], variables.Select(variable => variable.Key));
        JsonNode route = Assert.Single(properties["Events"]!.AsObject()).Value!;
        Assert.Equal("Api", (string)route["Type"]!);
        Assert.Equal(("GET", "/jobs/{id}", "RESPONSE_STREAM", "315000"), ((string)route["Properties"]!["Method"]!,
            (string)route["Properties"]!["Path"]!, (string)route["Properties"]!["ResponseTransferMode"]!, route["Properties"]!["TimeoutInMillis"]!.ToString()));
        Assert.Equal("Login", (string)route["Properties"]!["Auth"]!["Authorizer"]!);
        Assert.Equal(
            ["dynamodb:GetItem", "dynamodb:UpdateItem"],
            properties["Policies"]![0]!["Statement"]![0]!["Action"]!.AsArray().Select(action => (string)action!));
        Assert.Equal(["DELETE"], Methods(bench, status));
        Assert.Null(bench.Resources[status]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_STREAMING"]);

        // A route that comes back stands behind those that were there.
        bench.Write([JobAssembly.Job()], "--api", "rest", "--functions", functions);
        Assert.True(Canonical.AreEqual(off, bench.Value));
    }

    [Theory]
    [InlineData("serverless.template", "shared", "SampleJobHttp")]
    [InlineData("template.yaml", "perJob", "SampleJobStatus")]
    public void What_a_person_wrote_into_the_event_of_the_job_goes_with_it_and_comes_back(string name, string functions, string status)
    {
        using Workbench bench = new(name);
        string[] options = ["--api", "rest", "--functions", functions];
        bench.Write([JobAssembly.Job()], options);
        Edit(bench, status, "Auth", JsonNode.Parse("""{"ApiKeyRequired":true}""")!);
        string off = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], [.. options, "--streaming", "rest"]));

        Assert.Equal("", bench.Errors);
        JsonNode route = Assert.Single(bench.Properties(Stream)["Events"]!.AsObject()).Value!["Properties"]!;
        Assert.Equal(("true", "RESPONSE_STREAM"), (route["Auth"]!["ApiKeyRequired"]!.ToString(), (string)route["ResponseTransferMode"]!));
        Assert.Equal(["DELETE"], Methods(bench, status));
        Assert.All(bench.Properties(status)["Events"]!.AsObject(), item => Assert.NotNull(item.Value!["Type"]));
        string on = bench.Text;
        bench.Write([JobAssembly.Job()], [.. options, "--streaming", "rest"]);
        Assert.Equal(on, bench.Text);

        bench.Write([JobAssembly.Job()], options);
        Assert.Equal("", bench.Errors);
        Assert.True(Canonical.AreEqual(TemplateDocument.Parse(off, false).Root.Value, bench.Value));
    }

    [Theory]
    [InlineData("shared", "SampleJobHttp")]
    [InlineData("perJob", "SampleJobStatus")]
    public void An_event_of_the_job_that_a_person_removed_stays_away_with_a_stream_and_without(string functions, string status)
    {
        using Workbench bench = new("template.yaml");
        string[] options = ["--api", "rest", "--functions", functions];
        bench.Write([JobAssembly.Job()], options);
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        DocumentNode events = document.Find("Resources", status, "Properties", "Events")!;
        bench.Text = document.Remove(events, events.Find("Get")!).Text;
        JsonObject off = bench.Value;

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(0, bench.Write([JobAssembly.Job()], [.. options, "--streaming", "rest"]));
            Assert.Null(bench.Properties(Stream)["Events"]);
            Assert.Equal(["DELETE"], Methods(bench, status));
        }

        for (int i = 0; i < 2; i++)
        {
            bench.Write([JobAssembly.Job()], options);
            Assert.True(Canonical.AreEqual(off["Resources"]![status]!["Properties"], bench.Properties(status)));
        }
    }

    [Fact]
    public void What_a_person_wrote_about_the_stream_itself_is_told_of_when_it_goes()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "rest");
        Edit(bench, Stream, "TimeoutInMillis", 900_000);

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "rest"));

        Assert.Contains(
            "warning AJ2037: 'SampleJobHttp' answers GET /jobs/{id} in place of 'SampleJobStream', and lacks what was written into that by hand: Properties.Events.",
            bench.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("TimeoutInMillis:", bench.Text, StringComparison.Ordinal);
        bench.Write([JobAssembly.Job()], "--api", "rest");
        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void What_a_person_wrote_into_a_function_with_a_URL_is_told_of_when_it_goes()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--streaming", "functionUrl");
        bench.Text = bench.Text.Replace("Timeout: 300\n", "Timeout: 600\n", StringComparison.Ordinal);

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Contains(
            "warning AJ2037: 'SampleJobStream' is removed with its URL, and with what was written into it by hand: Timeout.", bench.Errors, StringComparison.Ordinal);
        Assert.Null(bench.Resources[Stream]);
    }

    [Fact]
    public void A_URL_goes_whole_and_what_a_person_wrote_into_it_is_told_of()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "functionUrl");
        bench.Text = bench.Text.Replace("InvokeMode: RESPONSE_STREAM\n", "InvokeMode: RESPONSE_STREAM\n        Cors: { AllowOrigins: ['*'] }\n", StringComparison.Ordinal);
        Assert.NotNull(bench.Properties(Stream)["FunctionUrlConfig"]!["Cors"]);

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "rest"));

        Assert.Contains(
            "warning AJ2037: Parts of 'SampleJobStream' are removed with what was written into them by hand: Properties.FunctionUrlConfig.Cors.",
            bench.Errors,
            StringComparison.Ordinal);
        Assert.Null(bench.Properties(Stream)["FunctionUrlConfig"]);
    }

    [Theory]
    [InlineData(null, "NONE")]
    [InlineData("AWS_IAM", "AWS_IAM")]
    public void A_function_URL_streams_beside_any_API(string? authorizer, string authType)
    {
        using Workbench bench = new("template.yaml");

        Assert.Equal(0, bench.Write([JobAssembly.Job()], ["--streaming", "functionUrl", .. authorizer is null ? Array.Empty<string>() : ["--authorizer", authorizer]]));

        JsonNode properties = bench.Resources[Stream]!["Properties"]!;
        Assert.Equal((authType, "RESPONSE_STREAM"), ((string)properties["FunctionUrlConfig"]!["AuthType"]!, (string)properties["FunctionUrlConfig"]!["InvokeMode"]!));
        Assert.Null(properties["Events"]);
        Assert.Equal(["DELETE", "GET"], Methods(bench, "SampleJobHttp"));
    }

    [Theory]
    [InlineData("rest", "rest")]
    [InlineData("http", "functionUrl")]
    public void The_callback_of_a_lost_job_that_a_reader_ends_can_be_tried_later(string api, string streaming)
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", api, "--streaming", streaming, "--callback-hosts", "hooks.example.com", "--webhook-secret", "ssm:/hooks"));

        JsonNode properties = bench.Resources[Stream]!["Properties"]!;
        Assert.Equal("SampleJobQueue", (string)properties["Environment"]!["Variables"]!["ASYNCJOBS_QUEUE"]!["Ref"]!);
        JsonArray statements = properties["Policies"]![0]!["Statement"]!.AsArray();
        JsonNode queue = Assert.Single(statements, static statement => (string)statement!["Sid"]! == "AsyncJobsQueue")!;
        Assert.Equal(["sqs:SendMessage"], queue["Action"]!.AsArray().Select(action => (string)action!));
        Assert.Single(statements, static statement => (string)statement!["Sid"]! == "AsyncJobsParameters");
    }

    [Theory]
    [InlineData(false, "warning AJ2041: /jobs/{id} belongs to the jobs of First, which have no AsyncJobsStreaming: nothing streams how the jobs of Second go on.")]
    [InlineData(true, null)]
    public void An_assembly_whose_jobs_have_their_URLs_with_another_is_told_where_that_does_not_stream(bool first, string? expected)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], ["--api", "rest", .. first ? (string[])["--streaming", "rest"] : []]);

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--api", "rest", "--streaming", "rest"));

        Assert.Contains(expected ?? "", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(expected is null, bench.Errors.Length == 0);
        Assert.Null(bench.Resources["SecondJobStream"]);
    }

    [Theory]
    [InlineData("http", "rest", "", "AsyncJobsStreaming is rest, and AsyncJobsApi is an HTTP API, which passes a reply on when all of it is there.")]
    [InlineData("http", "functionUrl", "Login", "AsyncJobsStreaming is functionUrl, and the jobs' URLs have the authorizer 'Login'")]
    public void What_cannot_stream_is_an_error_and_leaves_the_template_as_it_was(string api, string streaming, string authorizer, string expected)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);
        string before = bench.Text;

        Assert.Equal(1, bench.Write([JobAssembly.Job()], ["--api", api, "--streaming", streaming, .. authorizer.Length == 0 ? Array.Empty<string>() : ["--authorizer", authorizer]]));

        Assert.Contains("error AJ2040: " + expected, bench.Errors, StringComparison.Ordinal);
        Assert.Equal(before, bench.Text);
    }

    [Fact]
    public void A_function_URL_beside_an_API_with_a_default_authorizer_is_an_error()
    {
        using Workbench bench = new("template.yaml");
        File.WriteAllText(bench.Template, """
            AWSTemplateFormatVersion: '2010-09-09'
            Transform: AWS::Serverless-2016-10-31
            Globals:
              HttpApi:
                Auth:
                  DefaultAuthorizer: Login
                  Authorizers:
                    Login:
                      JwtConfiguration: { issuer: https://id.example.com, audience: [jobs] }
                      IdentitySource: $request.header.Authorization
            """);

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--streaming", "functionUrl"));

        Assert.Contains("error AJ2040: AsyncJobsStreaming is functionUrl, and the API has a default authorizer", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_URL_beside_an_API_with_keys_is_an_error()
    {
        using Workbench bench = new("template.yaml");
        File.WriteAllText(bench.Template, "Globals:\n  Api:\n    Auth: { ApiKeyRequired: true }\n");

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "functionUrl"));

        Assert.Contains("error AJ2040: AsyncJobsStreaming is functionUrl, and the API asks for keys", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "rest", "--streaming", "rest"));
    }

    [Theory]
    [InlineData("rest", "Get", """{"Authorizer":"MyAuth"}""")]
    [InlineData("rest", "Get", """{"ApiKeyRequired":true}""")]
    [InlineData("rest", "Get", """{"Authorizer":"AWS_IAM"}""")]
    [InlineData("http", "Get", """{"Authorizer":"MyAuth","AuthorizationScopes":["jobs"]}""")]
    [InlineData("http", "Get", """{"Fn::If":["IsOpen",{"Ref":"AWS::NoValue"},{"Authorizer":"MyAuth"}]}""")]
    [InlineData("rest", "Delete", """{"ApiKeyRequired":"true"}""")]
    public void A_function_URL_is_not_open_to_whom_a_person_kept_out_of_an_event(string api, string name, string auth)
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--api", api, "--functions", "perJob");
        EditEvent(bench, "SampleJobStatus", name, "Auth", JsonNode.Parse(auth)!);
        string before = bench.Text;

        // The event is refused where it is, and where it goes.
        foreach ((string functions, string status) in new[] { ("perJob", "SampleJobStatus"), ("shared", "SampleJobHttp") })
        {
            Assert.Equal(1, bench.Write([JobAssembly.Job()], "--api", api, "--functions", functions, "--streaming", "functionUrl"));

            Assert.Contains(
                $"error AJ2040: AsyncJobsStreaming is functionUrl, and the event '{name}' of '{status}', {name.ToUpperInvariant()} /jobs/{{id}}, has an Auth",
                bench.Errors,
                StringComparison.Ordinal);
            Assert.Equal(before, bench.Text);
        }
    }

    [Fact]
    public void An_Auth_that_a_person_wrote_beside_a_function_URL_is_an_error_of_the_next_build()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--authorizer", "AWS_IAM", "--streaming", "functionUrl");
        EditEvent(bench, "SampleJobHttp", "Get", "Auth", JsonNode.Parse("""{"Authorizer":"MyAuth"}""")!);

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--authorizer", "AWS_IAM", "--streaming", "functionUrl"));

        Assert.Contains("error AJ2040: AsyncJobsStreaming is functionUrl, and the event 'Get' of 'SampleJobHttp'", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Authorizer":"NONE"}""", null)]
    [InlineData("""{"ApiKeyRequired":false}""", null)]
    [InlineData("""{"Authorizer":"AWS_IAM"}""", "AWS_IAM")]
    [InlineData("""{"Authorizer":"AWS_IAM","InvokeRole":"CALLER_CREDENTIALS"}""", "AWS_IAM")]
    public void An_Auth_of_an_event_that_a_function_URL_has_too_stays(string auth, string? authorizer)
    {
        using Workbench bench = new("template.yaml");
        string[] options = ["--api", "rest", .. authorizer is null ? Array.Empty<string>() : ["--authorizer", authorizer]];
        bench.Write([JobAssembly.Job()], options);
        EditEvent(bench, "SampleJobHttp", "Get", "Auth", JsonNode.Parse(auth)!);

        Assert.Equal(0, bench.Write([JobAssembly.Job()], [.. options, "--streaming", "functionUrl"]));

        Assert.Equal(authorizer ?? "NONE", (string)bench.Properties(Stream)["FunctionUrlConfig"]!["AuthType"]!);
        Assert.Equal(auth, bench.Properties("SampleJobHttp")["Events"]!["Get"]!["Properties"]!["Auth"]!.ToJsonString());
    }

    [Fact]
    public void An_authorizer_that_the_build_wrote_and_takes_away_keeps_no_function_URL_out()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--authorizer", "Login");

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--streaming", "functionUrl"));

        Assert.NotNull(bench.Properties(Stream)["FunctionUrlConfig"]);
    }

    [Theory]
    [InlineData("http", "HttpApi")]
    [InlineData("rest", "Api")]
    public void A_function_URL_has_the_default_authorizer_of_the_API_where_it_can(string api, string globals)
    {
        using Workbench bench = new("template.yaml");
        File.WriteAllText(bench.Template, $"Globals:\n  {globals}:\n    Auth: {{ DefaultAuthorizer: AWS_IAM, EnableIamAuthorizer: true }}\n");

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", api, "--streaming", "functionUrl"));

        Assert.Equal("AWS_IAM", (string)bench.Properties(Stream)["FunctionUrlConfig"]!["AuthType"]!);
        string first = bench.Text;
        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", api, "--streaming", "functionUrl"));
        Assert.Equal(first, bench.Text);
    }

    [Theory]
    [InlineData("rest")]
    [InlineData("functionUrl")]
    public void A_class_library_cannot_stream(string streaming)
    {
        using Workbench bench = new();
        string app = """{"manifest":1,"namespace":"Library","statusHandler":"L::L.JobHandlers::Status","httpHandler":"L::L.JobHandlers::Http","settleHandler":"L::L.JobHandlers::Settle"}""";
        string assembly = JobAssembly.Write(bench.Folder, "Library", "v10.0", app, JobAssembly.Job());

        Assert.Equal(1, bench.WriteFile(assembly, "--api", "rest", "--streaming", streaming));

        Assert.Contains("error AJ2040: AsyncJobsStreaming needs an executable, and the project is a class library", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_choice_is_an_error()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--streaming", "true"));
        Assert.Contains("error AJ2001: AsyncJobsStreaming must be none, rest or functionUrl.", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--streaming", "rest"));

        JsonNode stream = JsonNode.Parse(bench.Output)!["functions"]!["stream"]!;
        Assert.Equal(("Sample-stream", "stream", 300), ((string)stream["name"]!, (string)stream["role"]!, (int)stream["timeoutSeconds"]!));
        Assert.Equal("true", (string)stream["environment"]!["ASYNCJOBS_STREAMING"]!);
        JsonNode route = Assert.Single(stream["routes"]!.AsArray())!;
        Assert.Equal(("GET", "STREAM", 315_000), ((string)route["method"]!, (string)route["responseTransferMode"]!, (int)route["timeoutMilliseconds"]!));

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--streaming", "functionUrl"));

        Assert.Equal("""{"authType":"NONE","invokeMode":"RESPONSE_STREAM"}""", JsonNode.Parse(bench.Output)!["functions"]!["stream"]!["url"]!.ToJsonString());
    }

    [Fact]
    public void A_second_assembly_at_the_same_API_leaves_the_URLs_of_jobs_and_their_streams_to_the_first()
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], "--api", "rest", "--streaming", "rest", "--purge", "true");

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--api", "rest", "--streaming", "rest", "--purge", "true"));

        Assert.Equal("", bench.Errors);
        Assert.Null(bench.Resources["SecondJobStream"]);
    }

    /// <summary>Writes into the event by which a function answers GET of a job.</summary>
    private static void Edit(Workbench bench, string function, string property, JsonNode value)
    {
        string name = bench.Properties(function)["Events"]!.AsObject()
            .Single(item => item.Value!["Properties"]!["Path"]!.ToString() == "/jobs/{id}" && item.Value["Properties"]!["Method"]!.ToString() == "GET").Key;
        EditEvent(bench, function, name, property, value);
    }

    private static void EditEvent(Workbench bench, string function, string name, string property, JsonNode value)
    {
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        string[] path = ["Resources", function, "Properties", "Events", name, "Properties"];
        DocumentNode properties = document.Find(path)!;
        bench.Text = (properties.Find(property) is { } entry
            ? document.Replace(properties, entry, value)
            : document.Add(path, property, value, null)).Text;
    }

    private static IEnumerable<string> Methods(Workbench bench, string function) =>
        bench.Resources[function]!["Properties"]!["Events"]!.AsObject()
            .Where(route => (string)route.Value!["Properties"]!["Path"]! == "/jobs/{id}")
            .Select(route => (string)route.Value!["Properties"]!["Method"]!)
            .Order(StringComparer.Ordinal);
}
