using System.Runtime.InteropServices;

namespace AsyncJobs.Aws;

/// <summary>An event as the SDK takes it: it reads a body from a stream, and more than once when it signs and repeats.</summary>
internal static class PayloadStream
{
    /// <summary>A stream over the caller's own memory, without a copy.</summary>
    public static MemoryStream Over(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out ArraySegment<byte> segment)
            ? new(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new(payload.ToArray(), writable: false);
}
