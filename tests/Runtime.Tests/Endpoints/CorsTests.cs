using System.Text.Json.Nodes;
using AsyncJobs.Aws;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>What replies say to a browser about pages of other origins: nothing, unless their origin is on the list.</summary>
public sealed class CorsTests
{
    private const string Page = "https://app.example.com";
    private const string Exposed = "Location, Content-Location, Retry-After, Preference-Applied, Allow";

    public static TheoryData<string> FrontEnds => SampleEvent.All;

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public async Task A_page_of_the_list_is_asked_in_and_reads_the_headers_that_it_needs(string frontEnd)
    {
        Bed bed = new(cors: ["https://other.example", Page]);

        Reply preflight = await bed.AcceptAsync(Preflight(frontEnd, Page, "POST", "authorization,content-type,idempotency-key"));
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(frontEnd, root => Add(root, "Origin", Page)));

        Assert.Equal(204, preflight.StatusCode);
        Assert.Equal(Page, preflight.Header("access-control-allow-origin"));
        Assert.Equal("DELETE, GET, POST", preflight.Header("access-control-allow-methods"));
        Assert.Equal("authorization,content-type,idempotency-key", preflight.Header("access-control-allow-headers"));
        Assert.Equal("7200", preflight.Header("access-control-max-age"));
        Assert.Equal("Origin", preflight.Header("vary"));
        Assert.Equal(202, accepted.StatusCode);
        Assert.Equal(Page, accepted.Header("access-control-allow-origin"));
        Assert.Equal(Exposed, accepted.Header("access-control-expose-headers"));
        Assert.Equal("Origin", accepted.Header("vary"));
    }

    [Fact]
    public async Task Every_reply_has_the_headers_errors_too()
    {
        Bed bed = new(cors: Page);
        string id = (await bed.AcceptAsync(With(SampleEvent.Read(SampleEvent.FunctionUrl)))).Id;
        Reply[] replies =
        [
            await bed.GetAsync(id, root => Add(root, "origin", Page)),
            await bed.DeleteAsync(id, root => Add(root, "origin", Page)),
            await bed.GetAsync("unknown", root => Add(root, "origin", Page)),
            await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => { root["body"] = "?"; Add(root, "origin", Page); })),
            await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.RestApi, "PATCH", "/jobs/x", root => Add(root, "origin", Page))),
            await bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.LoadBalancer, "GET", "/nowhere", root => Add(root, "origin", Page))),
        ];
        bed.Dispatcher.Before = () => throw new InvalidOperationException("down");
        Reply unavailable = await bed.AcceptAsync(With(SampleEvent.Read(SampleEvent.HttpApi)));

        Assert.Equal([200, 202, 404, 400, 405, 404, 503], replies.Append(unavailable).Select(reply => reply.StatusCode));
        Assert.All(replies.Append(unavailable), reply =>
        {
            Assert.Equal(Page, reply.Header("access-control-allow-origin"));
            Assert.Equal(Exposed, reply.Header("access-control-expose-headers"));
        });

        static byte[] With(byte[] payload)
        {
            JsonObject root = JsonNode.Parse(payload)!.AsObject();
            Add(root, "origin", Page);
            return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
        }
    }

    [Theory]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("https://app.example.co")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:8443")]
    [InlineData("https://APP.example.com")]
    [InlineData("https://sub.app.example.com")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_origin_that_is_not_on_the_list_is_told_nothing(string origin)
    {
        Bed bed = new(cors: Page);

        Reply preflight = await bed.AcceptAsync(Preflight(SampleEvent.HttpApi, origin, "POST", "content-type"));
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => Add(root, "origin", origin)));

        Assert.Equal((403, JobErrorCodes.Forbidden), (preflight.StatusCode, preflight.ErrorCode));
        Assert.Equal(202, accepted.StatusCode);
        Assert.All([preflight, accepted], reply =>
        {
            Assert.Null(reply.Header("access-control-allow-origin"));
            Assert.Null(reply.Header("access-control-expose-headers"));
            Assert.Equal("Origin", reply.Header("vary"));
        });
    }

    [Fact]
    public async Task Two_origins_in_one_request_are_none_of_the_list()
    {
        Bed bed = new(cors: Page);

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(
            SampleEvent.RestApi, root => root["multiValueHeaders"]!["origin"] = new JsonArray(Page, "https://evil.example")));

        Assert.Null(reply.Header("access-control-allow-origin"));
    }

    [Fact]
    public async Task Any_origin_is_any_and_the_browser_still_sends_no_cookies()
    {
        Bed bed = new(cors: "*");

        Reply preflight = await bed.HttpAsync(Preflight(SampleEvent.LoadBalancer, "https://anyone.example", "POST", "x-api-key"));
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi));

        Assert.All([preflight, accepted], reply =>
        {
            Assert.Equal("*", reply.Header("access-control-allow-origin"));
            Assert.Null(reply.Header("access-control-allow-credentials"));
            Assert.Null(reply.Header("vary"));
        });
        Assert.Equal("x-api-key", preflight.Header("access-control-allow-headers"));
    }

    [Fact]
    public async Task Without_a_list_nothing_of_it_is_said_and_OPTIONS_is_refused()
    {
        Bed bed = new();

        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => Add(root, "origin", Page)));
        Reply[] refused =
        [
            await bed.AcceptAsync(Preflight(SampleEvent.HttpApi, Page, "POST", "content-type")),
            await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.HttpApi, "OPTIONS", "/jobs/x")),
            await bed.HttpAsync(Preflight(SampleEvent.FunctionUrl, Page, "POST", "content-type")),
        ];

        Assert.All(refused, reply => Assert.Equal(405, reply.StatusCode));
        Assert.All([accepted, .. refused], reply =>
        {
            Assert.Null(reply.Header("access-control-allow-origin"));
            Assert.Null(reply.Header("vary"));
        });
    }

    [Theory]
    [InlineData]
    [InlineData(Page)]
    public async Task OPTIONS_starts_no_job_since_its_route_has_no_authorizer(params string[] cors)
    {
        Bed bed = new(cors: cors);

        foreach (string frontEnd in SampleEvent.Names)
        {
            await bed.AcceptAsync(Preflight(frontEnd, Page, "POST", "content-type"));

            // With all that a start has, and without what makes it a browser's question.
            Reply plain = await bed.AcceptAsync(SampleEvent.Read(frontEnd, root => SetMethod(root, "OPTIONS")));
            Assert.Equal((405, "POST"), (plain.StatusCode, plain.Header("allow")));
        }

        Assert.Empty(bed.Store.Calls);
        Assert.Empty(bed.Dispatcher.Sent);
    }

    [Theory]
    [InlineData("content-type\r\nx-evil: 1")]
    [InlineData("content-type\", \"x")]
    [InlineData("content-type;x")]
    [InlineData("ä")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_list_of_headers_is_not_repeated(string? headers)
    {
        Bed bed = new(cors: Page);

        Reply preflight = await bed.AcceptAsync(Preflight(SampleEvent.HttpApi, Page, "POST", headers));

        Assert.Equal((204, null), (preflight.StatusCode, preflight.Header("access-control-allow-headers")));
    }

    [Theory]
    [InlineData("https://a.example/", "is not an origin as browsers send it")]
    [InlineData("https://a.example/app", "is not an origin as browsers send it")]
    [InlineData("https://a.example:443", "is not an origin as browsers send it")]
    [InlineData("http://a.example:80", "is not an origin as browsers send it")]
    [InlineData("https://a.example:", "is not an origin as browsers send it")]
    [InlineData("https://a.example:65536", "is not an origin as browsers send it")]
    [InlineData("https://a.example:0443", "is not an origin as browsers send it")]
    [InlineData("https://A.example", "is not an origin as browsers send it")]
    [InlineData("HTTPS://a.example", "is not an origin as browsers send it")]
    [InlineData("https://*.example", "is not an origin as browsers send it")]
    [InlineData("https://user@a.example", "is not an origin as browsers send it")]
    [InlineData("https://münchen.example", "is not an origin as browsers send it")]
    [InlineData("https://", "is not an origin as browsers send it")]
    [InlineData("https://[::1", "is not an origin as browsers send it")]
    [InlineData("a.example", "is not an origin as browsers send it")]
    [InlineData("null", "has null, which browsers send for every sandboxed frame")]
    [InlineData("* https://a.example", "has * beside other origins")]
    public void A_malformed_list_stops_the_start(string origins, string fault)
    {
        Dictionary<string, string?> variables = new() { ["ASYNCJOBS_TABLE"] = "jobs", ["ASYNCJOBS_CORS_ORIGINS"] = origins };

        InvalidOperationException stopped = Assert.Throws<InvalidOperationException>(() => JobEnvironment.CreatePlatform(variables.GetValueOrDefault, SdkClients.Instance));
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new JobPlatform(new InMemoryJobStore(), new TestDispatcher()) { CorsOrigins = origins.Split(' ') });

        Assert.StartsWith("The environment variable ASYNCJOBS_CORS_ORIGINS has ", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(fault, stopped.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("*", "*")]
    [InlineData("https://a.example, http://localhost:5173;\thttp://127.0.0.1:3000", "https://a.example", "http://localhost:5173", "http://127.0.0.1:3000")]
    [InlineData("http://[::1]:5173 capacitor://localhost chrome-extension://abcdefghij", "http://[::1]:5173", "capacitor://localhost", "chrome-extension://abcdefghij")]
    public void A_list_is_read_from_the_environment(string? text, params string[] expected)
    {
        Dictionary<string, string?> variables = new() { ["ASYNCJOBS_TABLE"] = "jobs", ["ASYNCJOBS_CORS_ORIGINS"] = text };

        Assert.Equal(expected, JobEnvironment.CreatePlatform(variables.GetValueOrDefault, SdkClients.Instance).CorsOrigins);
    }

    private static byte[] Preflight(string frontEnd, string origin, string method, string? headers) =>
        SampleEvent.Bodyless(frontEnd, "OPTIONS", "/reports/q1", root =>
        {
            Add(root, "origin", origin);
            Add(root, "access-control-request-method", method);
            if (headers is not null)
                Add(root, "access-control-request-headers", headers);
        });

    private static void Add(JsonObject root, string name, string value)
    {
        if (root["headers"] is JsonObject headers)
            headers[name] = value;
        if (root["multiValueHeaders"] is JsonObject multi)
            multi[name] = new JsonArray(value);
    }

    private static void SetMethod(JsonObject root, string method)
    {
        if (root.ContainsKey("rawPath"))
            root["requestContext"]!["http"]!["method"] = method;
        else
            root["httpMethod"] = method;
    }
}
