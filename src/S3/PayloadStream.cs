using System.Runtime.InteropServices;

namespace AsyncJobs.S3;

/// <summary>A payload as a stream that can be read again, without a copy of it where it lies in an array.</summary>
internal static class PayloadStream
{
    public static MemoryStream Over(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);
}
