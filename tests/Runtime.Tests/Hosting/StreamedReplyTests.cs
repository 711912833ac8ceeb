using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>Replies that an executable sends to the Lambda Runtime API while it still works on them.</summary>
public sealed class StreamedReplyTests
{
    private const int Limit = 60_000;
    private const string HeadEnd = "\0\0\0\0\0\0\0\0";

    [Fact(Timeout = Limit)]
    public async Task Events_go_out_as_they_happen_over_the_connection_that_brought_the_request()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new(streams: true);
        string id = await bed.StartAsync();
        Task<int> host = Start(bed, api);
        Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(Get(id, "text/event-stream"));

        string first = await api.ChunkAsync();
        Assert.Contains(HeadEnd + "retry: 1000\n\nevent: status\n", first, StringComparison.Ordinal);
        Assert.False(reply.IsCompleted);
        await bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(500));
        await bed.WorkAsync();
        bed.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.StartsWith("event: result\n", await api.ChunkAsync(), StringComparison.Ordinal);

        FakeRuntimeApi.Reply whole = await reply;
        string head = whole.Streamed!.Head;
        Assert.Contains("\r\nContent-Type: application/vnd.awslambda.http-integration-response\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nTransfer-Encoding: chunked\r\n", head, StringComparison.Ordinal);
        Assert.Empty(whole.Streamed.Trailers);

        // A document has the same form there, since the integration takes no other.
        FakeRuntimeApi.Reply document = await api.InvokeAsync(Get(id, "application/json"));
        string[] parts = Encoding.UTF8.GetString(document.Body).Split(HeadEnd);
        Assert.Equal((200, "SUCCEEDED"), ((int)JsonNode.Parse(parts[0])!["statusCode"]!, (string)JsonNode.Parse(parts[1])!["status"]!));
        Assert.NotNull(document.Streamed);
        Assert.Equal(1, api.ConnectionCount);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task What_operators_ask_for_by_an_invocation_is_answered_whole()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new(streams: true);
        string id = await bed.StartAsync();
        Task<int> host = Start(bed, api);

        FakeRuntimeApi.Reply reply = await api.InvokeAsync(
            Encoding.UTF8.GetBytes($$$"""{"asyncJobsOperator":{"action":"cancel","id":"{{{id}}}"}}"""));

        Assert.Null(reply.Streamed);
        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_answers_what_does_not_stream_sends_no_stream()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        string id = await bed.StartAsync();
        Task<int> host = Start(bed, api);

        FakeRuntimeApi.Reply reply = await api.InvokeAsync(Get(id, "text/event-stream"));

        Assert.Equal(406, Reply.Parse(reply.Body).StatusCode);
        Assert.Null(reply.Streamed);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_that_breaks_ends_the_stream_and_the_next_invocation_has_another()
    {
        await using FakeRuntimeApi api = new() { Form = new() { BreaksStreamAfter = 1 } };
        Bed bed = new(streams: true);
        string id = await bed.StartAsync();
        Task<int> host = Start(bed, api);
        _ = api.InvokeAsync(Get(id, "text/event-stream"));
        await api.ChunkAsync();
        api.Form = new();
        Task<FakeRuntimeApi.Reply> next = api.InvokeAsync(Get(id, "application/json"));

        // Nothing changes: the comments meet the closed connection. The first one may still get into it.
        while (api.ConnectionCount < 2)
        {
            bed.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Contains("PENDING", Encoding.UTF8.GetString((await next).Body), StringComparison.Ordinal);
        Assert.Equal(2, api.ConnectionCount);
        await StopAsync(api, host);
    }

    [Theory(Timeout = Limit)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(100_000)]
    public async Task Parts_of_any_length_arrive_whole_and_an_error_in_the_middle_comes_behind_them(int length)
    {
        await using FakeRuntimeApi api = new();
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        byte[] part = Encoding.ASCII.GetBytes(new string('x', length));
        Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync("{}"u8.ToArray());

        await Task.Run(async () =>
        {
            Invocation invocation = client.Next(out _);
            for (int i = 0; i < 3; i++)
            {
                Assert.True(await invocation.Stream!.WriteAsync(part));
                Assert.True(await invocation.Stream!.WriteAsync(default));
            }

            client.EndStream(invocation, "never sent"u8, new InvalidOperationException("Line 1\r\nLine 2 é"));
        }, TestContext.Current.CancellationToken);

        FakeRuntimeApi.Reply failed = await reply;
        Assert.Equal(3 * length, failed.Body.Length);
        Assert.Equal("Lambda-Runtime-Function-Error-Type: System.InvalidOperationException", failed.Streamed!.Trailers[0]);
        string[] body = failed.Streamed.Trailers[1].Split(": ");
        JsonNode error = JsonNode.Parse(Convert.FromBase64String(body[1]))!;
        Assert.Equal(("Lambda-Runtime-Function-Error-Body", "Line 1\r\nLine 2 é"), (body[0], (string)error["errorMessage"]!));
        Assert.Equal(2, failed.Streamed.Trailers.Count);
    }

    [Theory(Timeout = Limit)]
    [InlineData(413, false)]
    [InlineData(202, true)]
    public async Task A_reply_that_is_refused_or_whose_connection_closes_is_followed_by_the_next_invocation(int status, bool closes)
    {
        await using FakeRuntimeApi api = new() { Form = new() { ResponseStatus = status, AnnouncesClose = closes } };
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        _ = api.InvokeAsync("1"u8.ToArray());
        Task<FakeRuntimeApi.Reply> second = api.InvokeAsync("2"u8.ToArray());

        await Task.Run(async () =>
        {
            Invocation first = client.Next(out _);
            await first.Stream!.WriteAsync("part"u8.ToArray());
            client.EndStream(first, "end"u8, null);
            api.Form = new();
            Invocation next = client.Next(out _);
            client.EndStream(next, "all"u8, null);
        }, TestContext.Current.CancellationToken);

        Assert.Equal("all", Encoding.UTF8.GetString((await second).Body));
    }

    private static byte[] Get(string id, string accept) => SampleEvent.Bodyless(SampleEvent.RestApi, "GET", "/jobs/" + id, root =>
    {
        root.Remove("headers");
        root["multiValueHeaders"] = new JsonObject { ["accept"] = new JsonArray(accept) };
    });

    private static Task<int> Start(Bed bed, FakeRuntimeApi api)
    {
        api.Time = bed.Clock;
        return Task.Factory.StartNew(
            () => LambdaHost.Run(bed.App, name => name switch
            {
                "AWS_LAMBDA_RUNTIME_API" => api.Address,
                "ASYNCJOBS_HANDLER" => "status",
                _ => null,
            }),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private static async Task StopAsync(FakeRuntimeApi api, Task<int> host)
    {
        api.EndInvocations();
        await Assert.ThrowsAsync<RuntimeApiException>(() => host);
    }
}
