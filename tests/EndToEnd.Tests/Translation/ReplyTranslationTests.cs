using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Translation;

/// <summary>The response that a function's reply becomes.</summary>
public sealed class ReplyTranslationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_becomes_a_response()
    {
        using HttpResponseMessage response = await ReplyAsync(
            """{"statusCode":207,"headers":{"content-type":"text/plain","X-Number":5,"content-length":"99"},"cookies":["a=1; Secure","b=2"],"body":"é"}""");

        Assert.Equal(HttpStatusCode.MultiStatus, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["5"], response.Headers.GetValues("x-number"));
        Assert.Equal(["a=1; Secure", "b=2"], response.Headers.GetValues("set-cookie"));
        Assert.Equal("é", await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_binary_body_is_decoded()
    {
        using HttpResponseMessage response = await ReplyAsync("""{"statusCode":200,"body":"AP/+","isBase64Encoded":true}""");

        Assert.Equal([0, 255, 254], await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"statusCode":"200"}""")]
    [InlineData("""{"statusCode":99}""")]
    [InlineData("""{"statusCode":200,"body":{}}""")]
    [InlineData("""{"statusCode":200,"body":"*","isBase64Encoded":true}""")]
    [InlineData("""{"statusCode":200,"headers":[]}""")]
    [InlineData("""{"statusCode":200,"headers":{"bad name":"x"}}""")]
    [InlineData("""{"statusCode":200,"headers":{"x":"a\r\nset-cookie: b=1"}}""")]
    [InlineData("""{"statusCode":200,"cookies":["a\nb"]}""")]
    [InlineData("""{"statusCode":200,"cookies":[null]}""")]
    public async Task A_reply_in_another_form_is_a_502_problem(string reply)
    {
        using HttpResponseMessage response = await ReplyAsync(reply);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadGateway, JobErrorCodes.InternalError);
    }

    [Fact]
    public async Task A_reply_larger_than_the_platform_takes_is_a_502_problem()
    {
        using HttpResponseMessage response = await ReplyAsync($$"""{"statusCode":200,"body":"{{new string('x', 6 * 1024 * 1024)}}"}""");

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadGateway, JobErrorCodes.InternalError);
    }

    [Fact]
    public async Task A_function_that_throws_is_a_500_problem_and_its_reason_is_in_the_log_only()
    {
        await using GatewayServer server = await GatewayServer.StartAsync((_, _, _) => throw new InvalidOperationException("secret"));
        using HttpClient http = new() { BaseAddress = server.Address };
        using HttpResponseMessage response = await http.GetAsync("/", Cancelled);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, JobErrorCodes.InternalError);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        string line = Assert.Single(server.Log.ToString().Split('\n'), line => line.Contains("http.failed", StringComparison.Ordinal));
        Assert.Contains(problem.GetProperty("requestId").GetString()!, line, StringComparison.Ordinal);
        Assert.Contains("\n    System.InvalidOperationException: secret\n", server.Log.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_takes_longer_than_29_s_is_a_504_problem()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource called = new();
        await using GatewayServer server = await GatewayServer.StartAsync(
            async (_, _, _) =>
            {
                called.SetResult();
                await Task.Delay(Timeout.Infinite, Cancelled);
            },
            time);
        using HttpClient http = new() { BaseAddress = server.Address };
        Task<HttpResponseMessage> pending = http.GetAsync("/", Cancelled);
        await called.Task;
        time.Advance(TimeSpan.FromSeconds(28.9));
        Assert.False(pending.IsCompleted);

        // The gateway may start its clock only now: it is told to go on until it answers.
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        using HttpResponseMessage response = await pending;
        await ProblemAssert.IsAsync(response, HttpStatusCode.GatewayTimeout, JobErrorCodes.GatewayTimeout);
    }

    private static async Task<HttpResponseMessage> ReplyAsync(string json)
    {
        await using GatewayServer server = await GatewayServer.StartAsync((_, _, reply) =>
        {
            reply.Write(Encoding.UTF8.GetBytes(json));
            return default;
        });
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        return await http.GetAsync("/", Cancelled);
    }
}
