using System.Buffers.Binary;

namespace AsyncJobs.Lifecycle;

/// <summary>Random bits out of the kernel: what must differ between two processes is made of these.</summary>
/// <remarks>
/// The generators of the platform, <see cref="Random"/> and that of its cryptography, have a state in the process, which every copy that is restored
/// from a snapshot has too. GUIDs are made without it.
/// </remarks>
internal static class KernelRandom
{
    /// <summary>How many bytes are asked for at once.</summary>
    public const int Length = 16;

    /// <summary>Fills 16 bytes.</summary>
    public static void Fill(Span<byte> bits)
    {
        Span<byte> others = stackalloc byte[Length];
        Guid.NewGuid().TryWriteBytes(bits);
        Guid.NewGuid().TryWriteBytes(others);

        // Bytes 7 and 8 of a GUID hold its version and variant, which are the same in every one; random ones of the other take their place.
        bits[7] = others[0];
        bits[8] = others[1];
    }

    /// <summary>A number from 0 to 1.</summary>
    public static double NextDouble()
    {
        Span<byte> bits = stackalloc byte[Length];
        Fill(bits);
        return BinaryPrimitives.ReadUInt32LittleEndian(bits) / (double)uint.MaxValue;
    }
}
