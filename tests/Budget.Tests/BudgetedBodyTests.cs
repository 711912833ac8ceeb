using System.Net;
using AsyncJobs.Budget.Tests.Support;

namespace AsyncJobs.Budget.Tests;

/// <summary>The body is part of the call, however it is read: over real sockets, on a clock that only the test moves.</summary>
public sealed class BudgetedBodyTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 10\r\nX-Part: a\r\n\r\n";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ways => ["buffered", "string", "bytes", "stream", "headers", "copy", "sync", "sync-client", "begin"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_slow_body_ends_with_the_budget(string way)
    {
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RawServer server = new(async peer =>
        {
            await peer.SayAsync(Head + "01234");
            await peer.HangAsync();
        });
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        client.BaseAddress = server.Address;
        Task<string> call = Task.Run(() => bench.RunAsync(() => ReadAsync(client, way, reading, End)), End);

        // The handler counts the time from when it is asked; the server was asked after that.
        await server.Asked;
        if (way is not ("buffered" or "string" or "bytes" or "sync-client"))
            await reading.Task;
        bench.Pass(9);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal("pricing", exceeded.Service);
        Assert.Equal(1, bench.Count("pricing.timedout"));
        Assert.Equal("call.timedout", Assert.Single(bench.Log.Entries).Event);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_body_in_time_arrives_whole_and_leaves_no_timer(string way)
    {
        await using RawServer server = new(peer => peer.SayAsync(Head + "0123456789"));
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        client.BaseAddress = server.Address;
        TaskCompletionSource reading = new();
        Assert.Equal("0123456789", await Task.Run(() => bench.RunAsync(() => ReadAsync(client, way, reading, End)), End));
        Assert.Equal(0, bench.Clock.LiveTimers);
        Assert.Empty(bench.Log.Entries);
    }

    [Fact]
    public async Task The_callers_cancel_interrupts_a_body_that_a_synchronous_call_waits_for()
    {
        Bench bench = new();
        StubbornStream body = new(endsWithDisposal: true);
        using CancellationTokenSource caller = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StreamContent(body)));
        Task<HttpResponseMessage> call = Task.Factory.StartNew(
            () =>
            {
                bench.Budget.Enter();
                using HttpRequestMessage request = new(HttpMethod.Get, "");
                return client.Send(request, caller.Token);
            },
            End,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await body.Reading;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\nok", HttpCompletionOption.ResponseHeadersRead)]
    [InlineData("Content-Length: 2\r\n\r\nok", HttpCompletionOption.ResponseContentRead)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", HttpCompletionOption.ResponseHeadersRead)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", HttpCompletionOption.ResponseContentRead)]
    public async Task The_headers_stay_as_they_are(string rest, HttpCompletionOption completion)
    {
        await using RawServer server = new(peer => peer.SayAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Language: de\r\nContent-Language: fr\r\nX-Part: a\r\n" + rest));
        using HttpClient plain = new() { BaseAddress = server.Address };
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        client.BaseAddress = server.Address;
        using HttpResponseMessage expected = await plain.GetAsync("", completion, End);
        using HttpResponseMessage actual = await bench.RunAsync(() => client.GetAsync("", completion, End));
        Assert.Equal(expected.Content.Headers.ToString(), actual.Content.Headers.ToString());
        Assert.Equal(expected.Headers.ToString(), actual.Headers.ToString());
        Assert.Equal(expected.Content.Headers.ContentLength, actual.Content.Headers.ContentLength);
        Assert.Equal("ok", await actual.Content.ReadAsStringAsync(End));
        actual.Content.Headers.ContentLanguage.Add("it");
        Assert.Equal(["de", "fr", "it"], actual.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task Headers_that_nobody_can_parse_come_through()
    {
        Bench bench = new();
        using StringContent from = new("four");
        from.Headers.ContentLanguage.Add("de");
        from.Headers.ContentLanguage.Add("fr");
        from.Headers.TryAddWithoutValidation("Expires", "soon");
        using HttpClient client = bench.Client(StubHandler.Of(() => from));
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync("", HttpCompletionOption.ResponseHeadersRead, End));
        Assert.NotSame(from, response.Content);
        Assert.Equal(4, response.Content.Headers.ContentLength);
        Assert.Equal(4, from.Headers.ContentLength);
        Assert.Equal(from.Headers.ToString(), response.Content.Headers.ToString());
    }

    [Theory]
    [InlineData(HttpCompletionOption.ResponseHeadersRead)]
    [InlineData(HttpCompletionOption.ResponseContentRead)]
    public async Task Headers_that_come_after_the_body_are_there_when_it_was_read(HttpCompletionOption completion)
    {
        await using RawServer server = new(peer => peer.SayAsync(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Checksum\r\n\r\n2\r\nok\r\n0\r\nX-Checksum: 42\r\n\r\n"));
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync(server.Address, completion, End));
        Assert.Equal("ok", await response.Content.ReadAsStringAsync(End));
        Assert.Equal(["42"], response.TrailingHeaders.GetValues("X-Checksum"));
    }

    [Fact]
    public async Task A_length_that_is_computed_stays_known()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StringContent("four")));
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync("", HttpCompletionOption.ResponseHeadersRead, End));
        Assert.Equal(4, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task After_the_end_of_the_budget_a_read_fails_though_bytes_are_there()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StreamContent(new MemoryStream(new byte[100]))));
        using Stream stream = await bench.RunAsync(() => client.GetStreamAsync("", End));
        byte[] buffer = new byte[10];
        await stream.ReadExactlyAsync(buffer, End);
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(async () => await stream.ReadExactlyAsync(buffer, End));
        Assert.Throws<BudgetExceededException>(() => stream.Read(buffer));
        Assert.Throws<BudgetExceededException>(() => stream.ReadByte());
        await Assert.ThrowsAsync<BudgetExceededException>(() => stream.CopyToAsync(Stream.Null, End));
        Assert.Single(bench.Log.Entries);
    }

    [Fact]
    public async Task A_body_read_to_its_end_in_time_can_be_asked_again_later()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StreamContent(new MemoryStream(new byte[100]))));
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync("", End));
        using Stream stream = await bench.RunAsync(() => client.GetStreamAsync("", End));
        await stream.CopyToAsync(Stream.Null, End);
        bench.Pass(60);
        Assert.Equal(100, (await response.Content.ReadAsByteArrayAsync(End)).Length);
        Assert.Equal(0, await stream.ReadAsync(new byte[1], End));
    }

    [Fact]
    public async Task A_read_that_its_caller_cancels_is_the_callers_and_the_next_is_bounded_again()
    {
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StreamContent(new StubbornStream())));
        using Stream stream = await bench.RunAsync(() => client.GetStreamAsync("", End));
        using CancellationTokenSource caller = new();
        ValueTask<int> first = stream.ReadAsync(new byte[1], caller.Token);
        await caller.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
        Assert.Equal(caller.Token, cancelled.CancellationToken);

        ValueTask<int> second = stream.ReadAsync(new byte[1], End);
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(async () => await second);
    }

    [Fact]
    public async Task A_stream_that_is_disposed_of_while_it_is_read_takes_nothing_from_other_calls()
    {
        Bench bench = new();
        StubbornStream body = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StreamContent(body)));
        Stream stream = await bench.RunAsync(() => client.GetStreamAsync("", End));
        ValueTask<int> read = stream.ReadAsync(new byte[1], End);
        await stream.DisposeAsync();
        bench.Pass(60);
        Assert.False(read.IsCompleted);
        body.Fail(new ObjectDisposedException("body"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await read);
        Assert.Empty(bench.Log.Entries);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.OK, "")]
    [InlineData("HEAD", HttpStatusCode.OK, "four")]
    [InlineData("DELETE", HttpStatusCode.NoContent, null)]
    [InlineData("GET", HttpStatusCode.NotModified, null)]
    public async Task A_call_without_a_body_ends_with_its_headers(string method, HttpStatusCode status, string? content)
    {
        Bench bench = new();
        using HttpClient client = bench.Client(new StubHandler((_, _) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = content is null ? null : new StringContent(content) })));
        using HttpRequestMessage request = new(new HttpMethod(method), "");
        using HttpResponseMessage response = await bench.RunAsync(() => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, End));
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task An_upgraded_connection_is_left_alone()
    {
        Bench bench = new();
        StreamContent connection = new(new MemoryStream());
        using HttpClient client = bench.Client(new StubHandler((_, _) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { Content = connection })));
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync("", HttpCompletionOption.ResponseHeadersRead, End));
        Assert.Same(connection, response.Content);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    private static async Task<string> ReadAsync(HttpClient client, string way, TaskCompletionSource reading, CancellationToken end)
    {
        switch (way)
        {
            case "buffered":
                using (HttpResponseMessage response = await client.GetAsync("", end))
                    return await response.Content.ReadAsStringAsync(end);
            case "string":
                return await client.GetStringAsync("", end);
            case "bytes":
                return System.Text.Encoding.UTF8.GetString(await client.GetByteArrayAsync("", end));
            case "headers":
                using (HttpResponseMessage response = await client.GetAsync("", HttpCompletionOption.ResponseHeadersRead, end))
                {
                    reading.SetResult();
                    return await response.Content.ReadAsStringAsync(end);
                }

            case "sync-client":
                using (HttpRequestMessage request = new(HttpMethod.Get, ""))
                using (HttpResponseMessage response = client.Send(request, end))
                    return await response.Content.ReadAsStringAsync(end);
        }

        using Stream stream = await client.GetStreamAsync("", end);
        if (way == "copy")
        {
            reading.SetResult();
            using MemoryStream copy = new();
            await stream.CopyToAsync(copy, end);
            return System.Text.Encoding.UTF8.GetString(copy.ToArray());
        }

        byte[] body = new byte[20];
        int length = 0;
        while (true)
        {
            if (length == 5)
                reading.SetResult();
            int read = way switch
            {
                "sync" => stream.Read(body.AsSpan(length)),
                "begin" => await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, body, length, body.Length - length, null),
                _ => await stream.ReadAsync(body.AsMemory(length), end),
            };
            if (read == 0)
                return System.Text.Encoding.UTF8.GetString(body, 0, length);
            length += read;
        }
    }
}
