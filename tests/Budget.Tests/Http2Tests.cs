using System.Net;
using AsyncJobs.Budget.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AsyncJobs.Budget.Tests;

/// <summary>Calls that share a connection, over a real socket, on a clock that only the test moves.</summary>
public sealed class Http2Tests
{
    // What does not come fails a test instead of keeping it.
    private const int Patience = 120_000;

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Headers_that_do_not_come_end_with_the_budget_and_the_server_is_told()
    {
        await using Http2Server server = await Http2Server.StartAsync(HangAsync);
        Bench bench = new();
        using HttpClient client = ClientOf(bench, server);
        Task<string> call = bench.RunAsync(() => client.GetStringAsync("", End));
        await server.Asked;
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        await server.Aborted.WaitAsync(End);
        Assert.Equal("call.timedout", Assert.Single(bench.Log.Entries).Event);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Theory(Timeout = Patience)]
    [InlineData("read")]
    [InlineData("copy")]
    [InlineData("sync")]
    public async Task A_body_that_stops_ends_with_the_budget_and_the_server_is_told(string way)
    {
        await using Http2Server server = await Http2Server.StartAsync(async context =>
        {
            await SayAsync(context, "01234");
            await HangAsync(context);
        });
        Bench bench = new();
        using HttpClient client = ClientOf(bench, server);
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task call = Task.Run(
            () => bench.RunAsync(async () =>
            {
                using Stream body = await client.GetStreamAsync("", End);
                await body.ReadExactlyAsync(new byte[5], End);
                reading.SetResult();
                if (way == "copy")
                    await body.CopyToAsync(Stream.Null, End);
                else
                    _ = way == "sync" ? body.Read(new byte[1]) : await body.ReadAsync(new byte[1], End);
            }),
            End);
        await reading.Task.WaitAsync(End);
        bench.Pass(9);
        Assert.Equal(TimeSpan.FromSeconds(9), (await Assert.ThrowsAsync<BudgetExceededException>(() => call)).Granted);
        await server.Aborted.WaitAsync(End);
        Assert.Equal(1, bench.Count("pricing.timedout"));
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_the_server_resets_stays_what_it_is(bool inBody)
    {
        await using Http2Server server = await Http2Server.StartAsync(async context =>
        {
            if (inBody)
                await SayAsync(context, "01234");
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode: 2);
        });
        Bench bench = new();
        using HttpClient client = ClientOf(bench, server);
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.RunAsync(() => client.GetStringAsync("", End)));
        Assert.Empty(bench.Log.Entries);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact(Timeout = Patience)]
    public async Task The_callers_cancel_stays_the_callers()
    {
        await using Http2Server server = await Http2Server.StartAsync(HangAsync);
        Bench bench = new();
        using HttpClient client = ClientOf(bench, server);
        using CancellationTokenSource caller = new();
        Task<string> call = bench.RunAsync(() => client.GetStringAsync("", caller.Token));
        await server.Asked;
        await caller.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        await server.Aborted.WaitAsync(End);
        Assert.Empty(bench.Log.Entries);
    }

    [Fact(Timeout = Patience)]
    public async Task A_call_that_ends_with_its_budget_leaves_the_others_on_the_connection_alone()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Http2Server server = await Http2Server.StartAsync(async context =>
        {
            if (context.Request.Path == "/slow")
                await HangAsync(context);
            await SayAsync(context, "012");
            await go.Task.WaitAsync(context.RequestAborted);
            await SayAsync(context, "34");
        });
        Bench shorter = new();
        Bench longer = new(seconds: 60);
        using HttpClient client = ClientOf(shorter, server);
        using Stream body = await longer.RunAsync(() => client.GetStreamAsync("quick", End));
        Task<string> slow = shorter.RunAsync(() => client.GetStringAsync("slow", End));
        shorter.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => slow);

        go.SetResult();
        using StreamReader reader = new(body);
        Assert.Equal("01234", await reader.ReadToEndAsync(End));
        Assert.Single(server.Connections);
        Assert.Empty(longer.Log.Entries);
    }

    [Fact(Timeout = Patience)]
    public async Task An_answer_that_comes_before_the_request_is_sent_stays_in_the_budget()
    {
        await using Http2Server server = await Http2Server.StartAsync(async context =>
        {
            await SayAsync(context, "early");
            await HangAsync(context);
        });
        Bench bench = new();
        using HttpClient client = ClientOf(bench, server);
        using HttpRequestMessage request = new(HttpMethod.Post, "")
        {
            Content = new EndlessContent(),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = await bench.RunAsync(() => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, End));
        using Stream body = await response.Content.ReadAsStreamAsync(End);
        await body.ReadExactlyAsync(new byte[5], End);
        ValueTask<int> rest = body.ReadAsync(new byte[1], End);
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(async () => await rest);
        response.Dispose();
        await server.Aborted.WaitAsync(End);
    }

    private static HttpClient ClientOf(Bench bench, Http2Server server)
    {
        HttpClient client = bench.Client(new SocketsHttpHandler());
        client.BaseAddress = server.Address;
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return client;
    }

    private static async Task SayAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Sends its first byte and never its last.</summary>
    private sealed class EndlessContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[1], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
