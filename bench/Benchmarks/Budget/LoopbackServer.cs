using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>Answers every request on a kept-alive connection with the same bytes, and allocates nothing for it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public LoopbackServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/quotes");
        new Thread(Accept) { IsBackground = true, Name = "loopback server" }.Start();
    }

    public Uri Address { get; }

    private static ReadOnlySpan<byte> Reply =>
        "HTTP/1.1 200 OK\r\n"u8
        + "Content-Type: application/json\r\nContent-Length: 20\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n"u8
        + "{\"price\":12345678.9}"u8;

    public void Dispose() => _listener.Dispose();

    private static void Serve(object? state)
    {
        using Socket socket = (Socket)state!;
        socket.NoDelay = true;
        byte[] buffer = new byte[4096];
        try
        {
            // A request without a body arrives in one piece here.
            while (socket.Receive(buffer) > 0)
                socket.Send(Reply);
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
                new Thread(Serve) { IsBackground = true, Name = "loopback connection" }.Start(_listener.Accept());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The server is disposed of.
        }
    }
}
