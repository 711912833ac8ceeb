using System.Buffers.Binary;

namespace AsyncJobs.Direct.Sending;

/// <summary>
/// Random numbers out of the kernel. The generator of the platform's cryptography has a state in the process, which is the same in every copy that is
/// restored from a snapshot; ids are made without it.
/// </summary>
internal static class KernelRandom
{
    /// <summary>A number from 0 to 1.</summary>
    public static double NextDouble()
    {
        Span<byte> id = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(id);

        // The first four bytes have no bits of a version.
        return BinaryPrimitives.ReadUInt32LittleEndian(id) / (double)uint.MaxValue;
    }
}
