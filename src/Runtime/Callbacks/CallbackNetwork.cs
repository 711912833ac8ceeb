using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace AsyncJobs.Callbacks;

/// <summary>What callbacks need of the network. Nothing but a test puts other parts in; whatever is connected to has its address judged.</summary>
internal sealed class CallbackNetwork
{
    /// <summary>Looks a host up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to the first of some addresses that answers, at a port.</summary>
    public Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> Connect { get; init; } = ConnectAsync;

    /// <summary>How certificates are checked.</summary>
    public SslClientAuthenticationOptions Tls { get; init; } = new();

    /// <summary>Takes the callbacks in this process, in place of all of the network; null for the network.</summary>
    public HttpMessageHandler? Receiver { get; init; }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
