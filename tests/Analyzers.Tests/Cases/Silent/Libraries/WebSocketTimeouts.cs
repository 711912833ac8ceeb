using System.Net.WebSockets;
using Amazon.Lambda.Core;

public class Feed
{
    public async Task<int> Read(Uri uri)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(uri, cts.Token);
        var result = await socket.ReceiveAsync(new byte[1024].AsMemory(), cts.Token);
        return result.Count;
    }
}
