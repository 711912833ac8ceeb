using System.Buffers;
using System.Text;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Translation;

/// <summary>The event that a request becomes.</summary>
public sealed class RequestTranslationTests
{
    [Fact]
    public async Task A_request_becomes_an_event_with_payload_2()
    {
        JsonElement @event = await EventOfAsync(
            """
            POST /things/a%2Fb%20c?x=1&y=%C3%A9+z&x=2&empty HTTP/1.1
            Host: api.example.org
            Content-Type: application/json
            X-Twice: one
            X-TWICE: two
            Cookie: a=1; b=2
            Cookie: c=3
            User-Agent: test
            Content-Length: 9
            Connection: close
            """,
            Encoding.UTF8.GetBytes("{\"é\":1}\n"));

        Assert.Equal("2.0", @event.GetProperty("version").GetString());
        Assert.Equal("POST /things/{name}", @event.GetProperty("routeKey").GetString());
        Assert.Equal("/things/a/b c", @event.GetProperty("rawPath").GetString());
        Assert.Equal("x=1&y=%C3%A9+z&x=2&empty", @event.GetProperty("rawQueryString").GetString());
        JsonAssert.Equal("""["a=1","b=2","c=3"]""", @event.GetProperty("cookies"));
        JsonAssert.Equal("""{"x":"1,2","y":"é z","empty":""}""", @event.GetProperty("queryStringParameters"));
        JsonAssert.Equal("""{"name":"a/b c"}""", @event.GetProperty("pathParameters"));
        Assert.Equal("{\"é\":1}\n", @event.GetProperty("body").GetString());
        Assert.False(@event.GetProperty("isBase64Encoded").GetBoolean());

        JsonElement headers = @event.GetProperty("headers");
        Assert.Equal("one,two", headers.GetProperty("x-twice").GetString());
        Assert.Equal("api.example.org", headers.GetProperty("host").GetString());
        Assert.Equal("application/json", headers.GetProperty("content-type").GetString());
        Assert.Equal("127.0.0.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.Equal("http", headers.GetProperty("x-forwarded-proto").GetString());
        Assert.False(headers.TryGetProperty("cookie", out _));
        Assert.False(headers.TryGetProperty("connection", out _));

        JsonElement context = @event.GetProperty("requestContext");
        Assert.Equal("POST", context.GetProperty("http").GetProperty("method").GetString());
        Assert.Equal("/things/a/b c", context.GetProperty("http").GetProperty("path").GetString());
        Assert.Equal("HTTP/1.1", context.GetProperty("http").GetProperty("protocol").GetString());
        Assert.Equal("127.0.0.1", context.GetProperty("http").GetProperty("sourceIp").GetString());
        Assert.Equal("test", context.GetProperty("http").GetProperty("userAgent").GetString());
        Assert.Equal("$default", context.GetProperty("stage").GetString());
        Assert.Equal("POST /things/{name}", context.GetProperty("routeKey").GetString());
        Assert.True(Guid.TryParse(context.GetProperty("requestId").GetString(), out _));
        Assert.True(context.GetProperty("timeEpoch").GetInt64() > 1_700_000_000_000);
    }

    [Fact]
    public async Task A_request_of_no_route_has_the_default_one_and_no_more_than_it_needs()
    {
        JsonElement @event = await EventOfAsync("GET http://proxied.example.org/other HTTP/1.1\nHost: proxied.example.org\nConnection: close");

        Assert.Equal("$default", @event.GetProperty("routeKey").GetString());
        Assert.Equal("/other", @event.GetProperty("rawPath").GetString());
        Assert.Equal("", @event.GetProperty("rawQueryString").GetString());
        foreach (string absent in (string[])["cookies", "queryStringParameters", "pathParameters", "body"])
            Assert.False(@event.TryGetProperty(absent, out _), absent);
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    public async Task Bytes_that_are_no_text_travel_as_base64(string type)
    {
        byte[] body = [0, 255, 254, 10];
        JsonElement @event = await EventOfAsync($"POST /things/x HTTP/1.1\nHost: x\nContent-Type: {type}\nContent-Length: 4\nConnection: close", body);

        Assert.True(@event.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(body, @event.GetProperty("body").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_chunked_body_arrives_whole()
    {
        JsonElement @event = await EventOfAsync(
            "POST /things/x HTTP/1.1\nHost: x\nContent-Type: text/plain\nTransfer-Encoding: chunked\nConnection: close",
            "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"u8.ToArray());

        Assert.Equal("abcde", @event.GetProperty("body").GetString());
        Assert.False(@event.GetProperty("headers").TryGetProperty("transfer-encoding", out _));
    }

    private static async Task<JsonElement> EventOfAsync(string head, byte[]? body = null)
    {
        JsonElement @event = default;
        TimeSpan? left = null;
        await using GatewayServer server = await GatewayServer.StartAsync((payload, invocation, reply) =>
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            @event = document.RootElement.Clone();
            left = invocation.Deadline - DateTimeOffset.UtcNow;
            reply.Write("""{"statusCode":200}"""u8);
            return default;
        });

        string reply = await server.ExchangeAsync(head, body);
        Assert.StartsWith("HTTP/1.1 200 OK", reply, StringComparison.Ordinal);
        Assert.InRange(left!.Value, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(29));
        return @event;
    }
}
