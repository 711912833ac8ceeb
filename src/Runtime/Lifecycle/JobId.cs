using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>Ids of jobs: 128 bits as 26 characters of lower-case base 32, which go into any URL and cannot be guessed.</summary>
internal static class JobId
{
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly RandomBits s_random = new(Environment.GetEnvironmentVariable(AwsVariables.InitializationType));

    /// <summary>An id that no other job has.</summary>
    public static string New()
    {
        Span<byte> bits = stackalloc byte[RandomBits.Length];
        s_random.Take(bits);
        return Encode(bits);
    }

    /// <summary>The id that a caller's idempotency key stands for.</summary>
    public static string Derive(string job, string? owner, string key, ReadOnlySpan<byte> secret)
    {
        using PooledBuffer parts = new();
        Append(parts, job);
        Append(parts, owner ?? "");
        Append(parts, owner is null ? "anonymous" : "authenticated");
        Append(parts, key);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, parts.WrittenSpan, hash);
        return Encode(hash[..16]);
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
        UInt128 value = BinaryPrimitives.ReadUInt128BigEndian(bits);
        Span<char> text = stackalloc char[Length];
        for (int i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }

        return new string(text);
    }

    // With its length, so that no two lists of parts give the same bytes.
    private static void Append(PooledBuffer parts, string part)
    {
        int length = Encoding.UTF8.GetByteCount(part);
        BinaryPrimitives.WriteInt32LittleEndian(parts.GetSpan(sizeof(int)), length);
        parts.Advance(sizeof(int));
        parts.Advance(Encoding.UTF8.GetBytes(part, parts.GetSpan(length)));
    }
}
