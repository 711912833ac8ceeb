using System.Net;
using System.Net.NetworkInformation;
using Amazon.Lambda.Core;

public class Network
{
    public async Task<bool> Reachable(string host)
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var addresses = await Dns.GetHostAddressesAsync(host, cts.Token);
        using var ping = new Ping();
        var reply = await ping.SendPingAsync(addresses[0], 1000);
        return reply.Status == IPStatus.Success;
    }
}
