using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>
/// An HTTP server on a real socket that says byte by byte what a test tells it to. Every wait of a test is for something that the server
/// or the client did; nothing waits for time to pass.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Peer, Task> _script;
    private readonly Task _accepting;

    public RawServer(Func<Peer, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Ends when a request has reached the server.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> peers = [];
        try
        {
            while (true)
                peers.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            await Task.WhenAll(peers);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                byte[] head = new byte[4096];
                int length = 0;
                while (!Encoding.ASCII.GetString(head, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    int read = await socket.ReceiveAsync(head.AsMemory(length), _end.Token);
                    if (read == 0)
                        return;
                    length += read;
                }

                _asked.TrySetResult();
                await _script(new Peer(socket, _end.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The test is over, or its client went away, as most of these tests want it to.
            }
        }
    }

    /// <summary>The server's end of one connection, after it has read a request.</summary>
    internal sealed class Peer(Socket socket, CancellationToken end)
    {
        public async Task SayAsync(string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), end);

        public Task HangAsync() => Task.Delay(Timeout.Infinite, end);

        public void Reset()
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }
}
