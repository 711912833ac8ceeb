using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Lifecycle;

/// <summary>Ids of jobs: 128 bits as 26 characters of lower-case base 32, which go into any URL and cannot be guessed.</summary>
internal static class JobId
{
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <remarks>
    /// The bits are those of GUIDs, which come from the kernel: no two processes restored from one snapshot share them, as they might
    /// share the state of a generator of their own, and no cryptographic library has to be loaded for them.
    /// </remarks>
    public static string New()
    {
        Span<byte> bits = stackalloc byte[16];
        Span<byte> others = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bits);
        Guid.NewGuid().TryWriteBytes(others);

        // Bytes 7 and 8 of a GUID hold its version and variant, which are the same in every one; random ones of the other take their place.
        bits[7] = others[0];
        bits[8] = others[1];
        return Encode(bits);
    }

    /// <summary>The id that a caller's idempotency key stands for.</summary>
    public static string Derive(string job, string? owner, string key, ReadOnlySpan<byte> secret)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Append(hash, job);
        Append(hash, owner ?? "");
        Append(hash, owner is null ? "anonymous" : "authenticated");
        Append(hash, key);
        return Encode(hash.GetHashAndReset().AsSpan(0, 16));
    }

    public static bool IsValid(string id)
    {
        if (id.Length != Length)
            return false;

        foreach (char c in id)
        {
            if (!char.IsAsciiDigit(c) && (!char.IsAsciiLetterLower(c) || c is 'i' or 'l' or 'o' or 'u'))
                return false;
        }

        return true;
    }

    private static string Encode(ReadOnlySpan<byte> bits)
    {
        UInt128 value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bits);
        Span<char> text = stackalloc char[Length];
        for (int i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }

        return new string(text);
    }

    // With its length, so that no two lists of parts give the same bytes.
    private static void Append(IncrementalHash hash, string part)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
