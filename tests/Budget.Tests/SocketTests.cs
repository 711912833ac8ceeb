using AsyncJobs.Budget.Tests.Support;

namespace AsyncJobs.Budget.Tests;

/// <summary>What goes wrong on a network, over real sockets, on a clock that only the test moves.</summary>
public sealed class SocketTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_hangs_ends_with_the_budget()
    {
        await using RawServer server = new(peer => peer.HangAsync());
        Bench bench = new();
        await ExceedsAsync(bench, server);
    }

    [Fact]
    public async Task Headers_that_come_slowly_end_with_the_budget()
    {
        await using RawServer server = new(async peer =>
        {
            await peer.SayAsync("HTTP/1.1 200 OK\r\nContent-Le");
            await peer.HangAsync();
        });
        Bench bench = new();
        await ExceedsAsync(bench, server);
    }

    [Fact]
    public async Task A_reset_stays_what_it_is()
    {
        await using RawServer server = new(peer =>
        {
            peer.Reset();
            return Task.CompletedTask;
        });
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.RunAsync(() => client.GetAsync(server.Address, End)));
        Assert.Empty(bench.Log.Entries);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task A_reset_within_the_body_stays_what_it_is()
    {
        await using RawServer server = new(async peer =>
        {
            await peer.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234");
            peer.Reset();
        });
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.RunAsync(() => client.GetStringAsync(server.Address, End)));
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Fact]
    public async Task A_server_that_nobody_listens_at_stays_what_it_is()
    {
        Uri address;
        await using (RawServer server = new(peer => peer.HangAsync()))
            address = server.Address;
        Bench bench = new();
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.RunAsync(() => client.GetAsync(address, End)));
        Assert.Empty(bench.Log.Entries);
    }

    private static async Task ExceedsAsync(Bench bench, RawServer server)
    {
        using HttpClient client = bench.Client(new SocketsHttpHandler());
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead, End));
        await server.Asked;
        bench.Pass(9);
        BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.Equal(TimeSpan.FromSeconds(9), exceeded.Granted);
        Assert.Equal(server.Address.ToString(), Assert.Single(bench.Log.Entries).Url);
        Assert.Equal(1, bench.Count("pricing.timedout"));
    }
}
