using System.Buffers;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>The three functions of a job: what both sides of the comparison do.</summary>
internal interface IEndpoints
{
    ValueTask AcceptAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply);

    ValueTask WorkAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply);

    ValueTask StatusAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply);

    /// <summary>Starts over with an empty store.</summary>
    void Reset();

    /// <summary>Accepts a job and gives its id and the event that its worker gets.</summary>
    (string Id, byte[] WorkerEvent) Start();
}
