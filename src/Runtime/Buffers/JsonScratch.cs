using System.Text.Json;

namespace AsyncJobs.Buffers;

/// <summary>A JSON writer with the buffer it writes to, kept for the thread's next user: both are costly to make for every request.</summary>
internal sealed class JsonScratch : IDisposable
{
    // What a large document needed is not kept.
    private const int LargestKept = 64 * 1024;

    // An event, the reply to it and a line of the log may be written at once.
    private const int MostKept = 3;

    [ThreadStatic]
    private static JsonScratch? t_kept;

    [ThreadStatic]
    private static int t_keptCount;

    private JsonScratch? _next;
    private bool _isDisposed;

    private JsonScratch() => Writer = new Utf8JsonWriter(Buffer, new JsonWriterOptions { SkipValidation = true });

    public PooledBuffer Buffer { get; } = new();

    /// <summary>Escapes for HTML as well, so that a document is safe wherever a client puts it.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written, after a flush. Valid until this is disposed or written to again.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Writer.Flush();
            return Buffer.WrittenMemory;
        }
    }

    public static JsonScratch Rent()
    {
        if (t_kept is not { } kept)
            return new JsonScratch();

        t_kept = kept._next;
        t_keptCount--;
        kept._next = null;
        kept._isDisposed = false;
        return kept;
    }

    public void Dispose()
    {
        // Given back twice, it would be handed out to two users.
        if (_isDisposed)
            return;

        _isDisposed = true;
        Writer.Reset();
        if (t_keptCount == MostKept || Buffer.Capacity > LargestKept)
        {
            Buffer.Dispose();
            return;
        }

        Buffer.Clear();
        _next = t_kept;
        t_kept = this;
        t_keptCount++;
    }
}
