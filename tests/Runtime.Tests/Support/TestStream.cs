using System.Text;
using System.Threading.Channels;
using AsyncJobs.Events;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Takes a streamed reply, part by part, as a reader who may go away.</summary>
internal sealed class TestStream : IReplyStream
{
    private readonly Channel<string> _parts = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _gone = new();
    private bool _isDeaf;

    public bool HasBegun { get; private set; }

    public CancellationToken ReaderGone => _gone.Token;

    /// <summary>The next part that is sent, to its end.</summary>
    public ValueTask<string> NextAsync() => _parts.Reader.ReadAsync();

    /// <summary>Whether everything that was sent was also taken from here.</summary>
    public bool IsEmpty => _parts.Reader.Count == 0;

    /// <summary>Goes away, and the host notices.</summary>
    public void Leave() => _gone.Cancel();

    /// <summary>Goes away, and the host notices when it sends.</summary>
    public void LeaveSilently() => _isDeaf = true;

    /// <summary>Called with each part before the reader has it.</summary>
    public Action<string>? Sent { get; set; }

    /// <summary>Whether the host can send nothing any more, for whatever reason.</summary>
    public bool Fails { get; set; }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part)
    {
        if (Fails)
            throw new IOException("The connection to the Runtime API is broken.");
        if (_isDeaf)
            return new(false);

        HasBegun = true;
        Sent?.Invoke(Encoding.UTF8.GetString(part.Span));
        _parts.Writer.TryWrite(Encoding.UTF8.GetString(part.Span));
        return new(true);
    }
}
