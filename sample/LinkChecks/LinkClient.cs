using System.Net;
using System.Net.Sockets;

namespace Sample.LinkChecks;

/// <summary>Makes the HTTP client that fetches links of strangers.</summary>
internal static class LinkClient
{
    public static HttpClient Create(bool allowPrivateAddresses)
    {
        SocketsHttpHandler handler = new()
        {
            // One caller's cookies are not the next one's.
            UseCookies = false,

            // Followed by hand: the handler itself would follow them to any scheme.
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // Bodies are not read: a connection with more than this still to come is closed instead.
            MaxResponseDrainSize = 64 * 1024,
        };
        if (!allowPrivateAddresses)
            handler.ConnectCallback = ConnectToPublicAddressAsync;

        HttpClient client = new(handler)
        {
            // The job's own time governs each request.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("AsyncJobs-LinkChecker/1.0");
        return client;
    }

    // A caller must not reach through this function what only the function can reach. Checked where the connection is made:
    // redirects come by here too, and a name cannot lead elsewhere between the check and the use.
    private static async ValueTask<Stream> ConnectToPublicAddressAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        IPAddress[] open = Array.FindAll(addresses, PublicAddress.Is);
        if (open.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The host has no public address.");

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
