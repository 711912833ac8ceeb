using System.Net.Sockets;
using System.Text;

namespace AsyncJobs.Client.Tests;

/// <summary>One connection with one request on it.</summary>
internal sealed class SocketExchange(Socket socket, string request) : IDisposable
{
    public string Request { get; } = request;

    public string? Header(string name) => Request.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public async Task SendAsync(string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends a whole reply and closes.</summary>
    public async Task ReplyAsync(string statusLine, string body, string headers = "")
    {
        await SendAsync(Head(statusLine, Encoding.UTF8.GetByteCount(body), headers) + body);
        Dispose();
    }

    /// <summary>Ends the connection with a reset instead of a goodbye.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Waits until the client has closed its end.</summary>
    public async Task ClosedAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[1024], cancellationToken) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset closes it too.
        }
    }

    public void Dispose() => socket.Dispose();

    public static string Head(string statusLine, int contentLength, string headers = "") =>
        $"HTTP/1.1 {statusLine}\r\nContent-Type: application/json\r\nContent-Length: {contentLength}\r\nConnection: close\r\n{headers}\r\n";
}
