using System.Collections.Concurrent;
using System.Text;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The platform's own HTTP client on connections that answer everything with an empty 200 and keep what was sent.</summary>
internal sealed class SentRequests
{
    private readonly ConcurrentQueue<string> _heads = new();

    public SentRequests() => Handler = new SocketsHttpHandler
    {
        ConnectCallback = (_, _) => new(new Connection(_heads)),
        PooledConnectionLifetime = TimeSpan.Zero,
    };

    public SocketsHttpHandler Handler { get; }

    /// <summary>The values of a header of the only request.</summary>
    public string[] Header(string name) => [.. Headers(name).Single()];

    /// <summary>The values of a header of each request.</summary>
    public IEnumerable<string[]> Headers(string name) => _heads.Select(head => head
        .Split("\r\n")
        .Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 2)..])
        .ToArray());

    private sealed class Connection(ConcurrentQueue<string> heads)
        : MemoryStream("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => heads.Enqueue(Encoding.Latin1.GetString(buffer));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return default;
        }
    }
}
