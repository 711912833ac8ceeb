using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>A link whose body never ends, on a bare socket: what a server above it counts as sent may never have left.</summary>
internal sealed class EndlessLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EndlessLink() => _listener.Start();

    public string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>Answers one request.</summary>
    /// <returns>How many bytes of the body were taken before the client closed the connection.</returns>
    public async Task<long> ServeOnceAsync(CancellationToken cancellationToken)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(cancellationToken);
        NetworkStream stream = client.GetStream();
        byte[] part = new byte[64 * 1024];
        await stream.ReadAtLeastAsync(part, 1, throwOnEndOfStream: true, cancellationToken);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"u8.ToArray(), cancellationToken);
        long sent = 0;
        try
        {
            while (true)
            {
                await stream.WriteAsync(part, cancellationToken);
                sent += part.Length;
            }
        }
        catch (IOException)
        {
            return sent;
        }
    }

    public void Dispose() => _listener.Dispose();
}
