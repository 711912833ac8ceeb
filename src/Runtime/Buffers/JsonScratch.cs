using System.Collections.Concurrent;
using System.Text.Json;

namespace AsyncJobs.Buffers;

/// <summary>A JSON writer with the buffer it writes to, kept for the next user: both are costly to make for every request.</summary>
internal sealed class JsonScratch : IDisposable
{
    private const int Kept = 32;

    private static readonly ConcurrentQueue<JsonScratch> Pool = new();

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

    public static JsonScratch Rent() => Pool.TryDequeue(out JsonScratch? scratch) ? scratch : new JsonScratch();

    public void Dispose()
    {
        Writer.Reset();
        Buffer.Dispose();
        if (Pool.Count < Kept)
            Pool.Enqueue(this);
    }
}
