using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncJobs.Hosting;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>When a process ends because whoever started it is gone. The local host's own tests kill a real one.</summary>
public sealed class LifelineTests : IDisposable
{
    private readonly TcpListener _starter = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LifelineTests() => _starter.Start();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Address => _starter.LocalEndpoint.ToString()!;

    [Fact]
    public async Task It_ends_when_the_connection_breaks_and_not_before()
    {
        Lifeline.Watch(Address, _ended.SetResult);
        using (Socket connection = await _starter.AcceptSocketAsync(Cancelled))
        {
            byte[] request = new byte[256];
            int length = await connection.ReceiveAsync(request, Cancelled);
            Assert.StartsWith("GET /asyncjobs/lifeline HTTP/1.1\r\n", Encoding.ASCII.GetString(request, 0, length), StringComparison.Ordinal);
            Assert.False(_ended.Task.IsCompleted);
        }

        await _ended.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task It_ends_when_its_starter_was_gone_before_it_came_so_far()
    {
        string address = Address;
        _starter.Stop();

        Lifeline.Watch(address, _ended.SetResult);

        await _ended.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task It_stays_where_somebody_answers_who_is_no_lifeline()
    {
        Lifeline.Watch(Address, _ended.SetResult);
        using Socket connection = await _starter.AcceptSocketAsync(Cancelled);
        byte[] request = new byte[256];
        await connection.ReceiveAsync(request, Cancelled);
        await connection.SendAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Cancelled);

        // It has read the answer when it closes the connection.
        Assert.Equal(0, await connection.ReceiveAsync(request, Cancelled));
        Assert.False(_ended.Task.IsCompleted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_one_nothing_is_watched(string? address)
    {
        Lifeline.Watch(address, _ended.SetResult);

        Assert.False(_starter.Pending());
    }

    public void Dispose() => _starter.Dispose();
}
