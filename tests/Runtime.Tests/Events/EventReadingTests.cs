using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

public sealed class EventReadingTests
{
    public static TheoryData<string> All => SampleEvent.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_front_end_brings_the_same_request(string name)
    {
        ReportInput input = await BindAsync(SampleEvent.Read(name));

        // A load balancer that is not set to multi-value hands over the last value only.
        bool isLastOnly = name == SampleEvent.LoadBalancer;
        Assert.Equal("année / 1", input.Name);
        Assert.Equal(3, input.Count);
        Assert.Equal(isLastOnly ? ["c&d"] : ["a b", "c&d"], input.Tags);
        Assert.Equal(isLastOnly ? "t-2" : "t-1,t-2", input.Trace?.Replace(", ", ",", StringComparison.Ordinal));
        Assert.Equal(new ReportBody("hé\n\"q\"", 7), input.Body);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_base64_body_is_the_same_body(string name)
    {
        ReportInput input = await BindAsync(SampleEvent.Read(name, root =>
        {
            root["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"text":"ü","number":1}"""));
            root["isBase64Encoded"] = true;
        }));

        Assert.Equal(new ReportBody("ü", 1), input.Body);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_case_of_header_names_does_not_matter(string name)
    {
        ReportInput input = await BindAsync(SampleEvent.Read(name, root =>
        {
            foreach (string member in (string[])["headers", "multiValueHeaders"])
            {
                if (root[member] is JsonObject headers)
                    root[member] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key.ToUpperInvariant(), header.Value?.DeepClone())));
            }
        }));

        Assert.StartsWith("t-", input.Trace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_character_may_be_escaped(string name)
    {
        string json = Encoding.UTF8.GetString(SampleEvent.Read(name));
        ReportInput expected = await BindAsync(Encoding.UTF8.GetBytes(json));

        ReportInput input = await BindAsync(Encoding.UTF8.GetBytes(JsonEscapes.EscapeAll(json)));

        Assert.Equal(expected with { Tags = [] }, input with { Tags = [] });
        Assert.Equal(expected.Tags, input.Tags);
    }

    [Fact]
    public async Task A_name_in_a_load_balancers_query_is_encoded_too()
    {
        Bed bed = new();
        Reply reply = await bed.AcceptAsync(SampleEvent.Read(
            SampleEvent.LoadBalancerMultiValue, root => root["multiValueQueryStringParameters"] = new JsonObject { ["co%75nt"] = new JsonArray("12") }));

        Assert.Equal(202, reply.StatusCode);
    }

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("a+b", "a+b")]
    [InlineData("%2541", "%41")]
    public async Task A_path_is_decoded_once_and_a_stray_percent_sign_stands_for_itself(string encoded, string expected)
    {
        ReportInput input = await BindAsync(SampleEvent.Read(SampleEvent.RestApi, root => root["pathParameters"]!["name"] = encoded));

        Assert.Equal(expected, input.Name);
    }

    [Fact]
    public async Task What_HTTP_API_has_decoded_is_not_decoded_again()
    {
        ReportInput input = await BindAsync(SampleEvent.Read(SampleEvent.HttpApi, root => root["pathParameters"]!["name"] = "100%41+b"));

        Assert.Equal("100%41+b", input.Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bytes_that_are_no_text_are_a_fault(string name)
    {
        Bed bed = new();
        Reply reply = await bed.AcceptAsync(SampleEvent.Read(name, root =>
        {
            if (root.ContainsKey("rawQueryString"))
                root["rawQueryString"] = "count=3&tag=%FF";
            else if (root["multiValueQueryStringParameters"] is { } multi)
                multi["tag"] = new JsonArray("%FF");
            else
                root["queryStringParameters"]!["tag"] = "%FF";
        }));

        // REST API has decoded its query already, so that this is plain text there.
        Assert.Equal(name == SampleEvent.RestApi ? 202 : 400, reply.StatusCode);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Without_a_gateway_the_route_is_found_by_method_and_path(string name)
    {
        Bed bed = new();
        Reply accepted = await bed.HttpAsync(SampleEvent.Read(name, root =>
        {
            if (name == SampleEvent.HttpApi)
                root["rawPath"] = "/reports/a";
        }));
        Assert.Equal(202, accepted.StatusCode);

        Assert.Equal(200, (await bed.HttpAsync(SampleEvent.Bodyless(name, "GET", "/jobs/" + accepted.Id))).StatusCode);
        Assert.Equal(202, (await bed.HttpAsync(SampleEvent.Bodyless(name, "DELETE", "/jobs/" + accepted.Id))).StatusCode);
        Assert.Equal(404, (await bed.HttpAsync(SampleEvent.Bodyless(name, "GET", "/nowhere"))).StatusCode);
        Reply put = await bed.HttpAsync(SampleEvent.Bodyless(name, "PUT", "/reports/a"));
        Assert.Equal((405, "POST"), (put.StatusCode, put.Header("allow")));
        Reply post = await bed.HttpAsync(SampleEvent.Bodyless(name, "POST", "/jobs/" + accepted.Id));
        Assert.Equal((405, "GET, DELETE"), (post.StatusCode, post.Header("allow")));
    }

    [Theory]
    [InlineData(SampleEvent.HttpApi)]
    [InlineData(SampleEvent.RestApi)]
    public async Task Behind_a_gateway_the_route_that_it_found_decides(string name)
    {
        Bed bed = new();

        // A custom domain's base path stands before the route, and what it means is the gateway's business.
        Reply accepted = await bed.HttpAsync(SampleEvent.Read(name, root => root[PathOf(name)] = "/v1/reports/a"));
        Reply status = await bed.HttpAsync(Led("GET", "/jobs/{id}", "/v1/jobs/" + accepted.Id));
        Reply options = await bed.HttpAsync(Led("OPTIONS", "/reports/{name}", "/v1/reports/a"));

        // What looks like another endpoint to one reader of the path came by this route, whose authorizer let it in.
        Reply report = await bed.HttpAsync(SampleEvent.Read(name, root => root[PathOf(name)] = "/jobs/" + accepted.Id));
        Reply job = await bed.HttpAsync(Led("GET", "/jobs/{id}", "/reports/a"));

        Assert.Equal((202, 200), (accepted.StatusCode, status.StatusCode));
        Assert.Equal((405, "POST"), (options.StatusCode, options.Header("allow")));
        Assert.Equal((202, 404), (report.StatusCode, job.StatusCode));

        static string PathOf(string name) => name == SampleEvent.HttpApi ? "rawPath" : "path";

        byte[] Led(string method, string route, string path) => SampleEvent.Bodyless(name, method, path, root =>
            root[name == SampleEvent.HttpApi ? "routeKey" : "resource"] = name == SampleEvent.HttpApi ? $"{method} {route}" : route);
    }

    [Theory]
    [InlineData(SampleEvent.FunctionUrl, "routeKey", "POST /reports/{name}")]
    [InlineData(SampleEvent.LoadBalancer, "resource", "/reports/{name}")]
    [InlineData(SampleEvent.HttpApi, "routeKey", "ANY /{proxy+}")]
    [InlineData(SampleEvent.RestApi, "resource", "/reports")]
    public async Task Where_no_route_of_the_jobs_was_found_the_path_decides(string name, string member, string value)
    {
        Bed bed = new();
        string id = await bed.StartAsync();

        Reply reply = await bed.HttpAsync(SampleEvent.Bodyless(name, "GET", "/jobs/" + id, root => root[member] = value));

        Assert.Equal(200, reply.StatusCode);
    }

    [Fact]
    public async Task One_function_behind_an_http_api_finds_its_routes_below_a_named_stage()
    {
        Bed bed = new();

        Reply accepted = await bed.HttpAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["rawPath"] = "/prod/reports/first";
            root["requestContext"]!["stage"] = "prod";
            root.Remove("pathParameters");
        }));
        Reply status = await bed.HttpAsync(SampleEvent.Bodyless(
            SampleEvent.HttpApi, "GET", "/prod/jobs/" + accepted.Id, root => root["requestContext"]!["stage"] = "prod"));

        Assert.Equal((202, 200), (accepted.StatusCode, status.StatusCode));
        Assert.Equal("first", (string?)JsonNode.Parse(bed.Dispatcher.Last)!["args"]!["route.name"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("{\"httpMethod\":\"POST\",\"path\":\"/reports/a\"} {}")]
    [InlineData("{\"httpMethod\":\"POST\"}")]
    [InlineData("{\"path\":\"/reports/a\"}")]
    [InlineData("\uFEFF{\"httpMethod\":\"POST\",\"path\":\"/reports/a\"}")]
    public async Task What_is_no_HTTP_event_is_a_bad_request(string json)
    {
        Reply reply = await new Bed().HttpAsync(Encoding.UTF8.GetBytes(json));

        Assert.Equal((400, JobErrorCodes.BadRequest), (reply.StatusCode, reply.ErrorCode));
    }

    private static async Task<ReportInput> BindAsync(byte[] payload)
    {
        ReportInput? seen = null;
        Bed bed = new();
        bed.Report.Method = (input, _) =>
        {
            seen = input;
            return new("done");
        };
        Assert.Equal(202, (await bed.AcceptAsync(payload)).StatusCode);
        await bed.WorkAsync();
        return seen!;
    }
}
