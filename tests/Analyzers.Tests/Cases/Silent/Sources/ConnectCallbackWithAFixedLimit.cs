using System.Net.Sockets;
using Amazon.Lambda.Core;

public static class Handlers
{
    public static SocketsHttpHandler Create() => new()
    {
        ConnectCallback = static async (context, token) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var connect = CancellationTokenSource.CreateLinkedTokenSource(token);
            connect.CancelAfter(TimeSpan.FromSeconds(3));
            await socket.ConnectAsync(context.DnsEndPoint, connect.Token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
