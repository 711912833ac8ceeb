using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace AsyncJobs.Client.Tests;

/// <summary>
/// A real socket whose connections the test serves by hand, one request each, so that it decides what is sent when and how the connection ends.
/// </summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<SocketExchange> _exchanges = Channel.CreateUnbounded<SocketExchange>();
    private readonly Task _loop;

    public SocketServer()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Gives the next request, once all of it has arrived. A client that sends none fails the test instead of hanging it.</summary>
    public Task<SocketExchange> NextAsync(CancellationToken cancellationToken) =>
        _exchanges.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        while (_exchanges.Reader.TryRead(out SocketExchange? exchange))
            exchange.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                string? request = await ReadAsync(socket);
                if (request is null)
                    socket.Dispose();
                else
                    await _exchanges.Writer.WriteAsync(new SocketExchange(socket, request), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task<string?> ReadAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
            if (read == 0)
                return null;

            length += read;
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0 && length - end - 4 >= ContentLength(text))
                return text;
        }
    }

    private static int ContentLength(string request)
    {
        string? header = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return header is null ? 0 : int.Parse(header["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
