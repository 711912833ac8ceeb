using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Platform;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>What the page's server answers to requests that no page of its own sends.</summary>
public sealed class RequestTests
{
    private const string OpenApi = """{"openapi":"3.1.1"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("DELETE", "/openapi.json", "GET, HEAD")]
    [InlineData("PUT", "/_page/page.css", "GET, HEAD")]
    [InlineData("POST", "/_page/api/session", "GET, HEAD")]
    [InlineData("POST", "/_page/api/jobs", "GET, HEAD")]
    [InlineData("DELETE", "/_page/api/jobs/1", "GET, HEAD")]
    [InlineData("POST", "/_page/api/jobs/1/log", "GET, HEAD")]
    [InlineData("GET", "/_page/api/jobs/1/cancel", "POST")]
    [InlineData("HEAD", "/_page/api/jobs/1/retry", "POST")]
    public async Task A_method_that_a_path_does_not_take_is_refused_with_those_that_it_takes(string method, string path, string allowed)
    {
        await using SeededServer server = await SeededServer.StartAsync([], openApi: OpenApi);

        using HttpResponseMessage reply = await SendAsync(server, method, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
        Assert.Equal(allowed, string.Join(", ", reply.Content.Headers.Allow));
        if (method != "HEAD")
            Assert.Contains($"This path takes {allowed} alone.", await reply.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/openapi.json", "application/json")]
    [InlineData("/_page/page.js", "text/javascript")]
    [InlineData("/_page/api/session", "application/json")]
    [InlineData("/_page/api/jobs", "application/json")]
    public async Task HEAD_is_answered_as_GET_is_without_the_body(string path, string type)
    {
        await using SeededServer server = await SeededServer.StartAsync([], openApi: OpenApi);

        using HttpResponseMessage head = await SendAsync(server, "HEAD", path);
        using HttpResponseMessage get = await SendAsync(server, "GET", path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (head.StatusCode, get.StatusCode));
        Assert.Equal((type, get.Content.Headers.ContentLength), (head.Content.Headers.ContentType?.MediaType, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task A_server_that_stops_answers_who_waits_for_changes()
    {
        await using SeededServer server = await SeededServer.StartAsync(SomeJobs.Of(1));
        TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Asked = request =>
        {
            if (request.Query.ContainsKey("wait"))
                waits.TrySetResult();
        };
        using HttpResponseMessage all = await SendAsync(server, "GET", "/_page/api/jobs");
        using JsonDocument jobs = JsonDocument.Parse(await all.Content.ReadAsByteArrayAsync(Token));
        Task<HttpResponseMessage> poll = SendAsync(server, "GET", $"/_page/api/jobs?wait=20&revision={jobs.RootElement.GetProperty("revision").GetString()}");
        await waits.Task.WaitAsync(Token);

        // Shorter than the request would wait: it would be cut off.
        await server.StopAsync(TimeSpan.FromSeconds(10));

        using HttpResponseMessage reply = await poll;
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("GET", "GET", 404)]
    [InlineData("GET", "HEAD", 404)]
    [InlineData("GET", "POST", 404)]
    [InlineData("POST", "GET", 200)]
    [InlineData("POST", "POST", 404)]
    public async Task What_the_application_takes_itself_is_not_the_pages(string route, string method, int expected)
    {
        // What stands behind the page here answers 404 to all.
        await using SeededServer server = await SeededServer.StartAsync([]);
        server.Routes.Add((route, "/"));

        using HttpResponseMessage reply = await SendAsync(server, method, "/");

        Assert.Equal(expected, (int)reply.StatusCode);
    }

    [Fact]
    public async Task The_log_of_no_job_is_not_found_and_that_of_a_quiet_one_is_empty()
    {
        JobRecord quiet = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([quiet]);
        server.Log.Add("gone", new KeptLine(SomeJobs.Now(), "info", "It was here."));

        using HttpResponseMessage none = await SendAsync(server, "GET", "/_page/api/jobs/nosuch/log");
        using HttpResponseMessage empty = await SendAsync(server, "GET", $"/_page/api/jobs/{quiet.Id}/log");
        using HttpResponseMessage gone = await SendAsync(server, "GET", "/_page/api/jobs/gone/log");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK), (none.StatusCode, empty.StatusCode, gone.StatusCode));
        Assert.Equal("""{"lines":[],"isCut":false}""", await empty.Content.ReadAsStringAsync(Token));
        Assert.Contains("It was here.", await gone.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_names_no_host_is_told_to_name_one()
    {
        await using SeededServer server = await SeededServer.StartAsync([]);
        using TcpClient client = new();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Token);
        NetworkStream stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /_page/api/session HTTP/1.0\r\n\r\n"), Token);
        using StreamReader reader = new(stream);
        string reply = await reader.ReadToEndAsync(Token);

        Assert.StartsWith("HTTP/1.1 403 ", reply, StringComparison.Ordinal);
        using JsonDocument problem = JsonDocument.Parse(reply.Split("\r\n\r\n")[1]);
        Assert.Equal(
            "The request does not say which host it is for: send the header Host, such as Host: localhost.",
            problem.RootElement.GetProperty("message").GetString());
    }

    private static async Task<HttpResponseMessage> SendAsync(SeededServer server, string method, string path)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        return await client.SendAsync(request, Token);
    }
}
