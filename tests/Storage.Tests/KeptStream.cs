using System.Text;
using AsyncJobs.Events;

namespace AsyncJobs.Storage.Tests;

/// <summary>Keeps what a function streams.</summary>
internal sealed class KeptStream : IReplyStream
{
    private readonly StringBuilder _text = new();

    public bool HasBegun => _text.Length > 0;

    public CancellationToken ReaderGone => CancellationToken.None;

    /// <summary>The names of the events that came.</summary>
    public IEnumerable<string> Events =>
        _text.ToString().Split('\n').Where(static line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(static line => line[7..]);

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part)
    {
        _text.Append(Encoding.UTF8.GetString(part.Span));
        return new(true);
    }
}
