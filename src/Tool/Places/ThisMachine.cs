using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.Tool.Places;

/// <summary>Tells URLs of this machine from those of others.</summary>
internal static class ThisMachine
{
    /// <summary>Whether a URL leads to another machine. One whose name nobody knows does not: whoever connects says so.</summary>
    public static async Task<bool> IsElsewhereAsync(Uri url, CancellationToken cancellationToken)
    {
        if (url.IsLoopback)
            return false;

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellationToken).ConfigureAwait(false);
            return !addresses.Any(IsHere);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A host that listens at all addresses prints the second, and whoever connects to it stays on the machine.
    private static bool IsHere(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
