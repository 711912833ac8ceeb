using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AsyncJobs.ColdStart;

/// <summary>A Lambda Runtime API that hands one event to one program and tells when the reply has come.</summary>
internal sealed class FakeRuntimeApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource<string> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _payload;
    private readonly Action? _onAsked;

    /// <param name="payload">The event.</param>
    /// <param name="onAsked">Is called when the program asks for it, before it gets it.</param>
    public FakeRuntimeApi(string payload, Action? onAsked = null)
    {
        _onAsked = onAsked;
        _payload = Encoding.UTF8.GetBytes(payload);
        Address = $"127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>The first reply.</summary>
    public Task<string> Reply => _reply.Task;

    /// <summary>When the event was handed over.</summary>
    public long TakenAt { get; private set; }

    /// <summary>When the first reply came.</summary>
    public long RepliedAt { get; private set; }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            bool isTaken = false;
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                if (context.Request.HttpMethod != "GET")
                {
                    using StreamReader reader = new(context.Request.InputStream);
                    string text = await reader.ReadToEndAsync();
                    RepliedAt = Stopwatch.GetTimestamp();
                    _reply.TrySetResult($"{context.Request.Url!.Segments[^1]}: {text}");
                    context.Response.StatusCode = 202;
                    context.Response.Close();
                }
                else if (!isTaken)
                {
                    // Whoever asks a second time waits, as at the real one.
                    isTaken = true;
                    _onAsked?.Invoke();
                    context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
                    context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds().ToString();
                    context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:123456789012:function:cold";
                    context.Response.ContentType = "application/json";
                    TakenAt = Stopwatch.GetTimestamp();
                    context.Response.Close(_payload, willBlock: false);
                }
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
