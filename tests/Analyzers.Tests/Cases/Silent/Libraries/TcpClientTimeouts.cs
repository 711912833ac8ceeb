using System.Net.Sockets;
using Amazon.Lambda.Core;

public class Whois
{
    public async Task<string> Ask(string name)
    {
        using var tcp = new TcpClient { ReceiveTimeout = 5000, SendTimeout = 5000 };
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await tcp.ConnectAsync("whois.example", 43, cts.Token);
        await using var stream = tcp.GetStream();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cts.Token);
    }
}
