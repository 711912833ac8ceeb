using System.Security.Cryptography;

namespace AsyncJobs.Direct.Signing;

/// <summary>Hashes as signatures have them: SHA-256 in hexadecimal digits, in lower case.</summary>
internal static class Hash
{
    public static string Of(ReadOnlySpan<byte> content) => Hex(SHA256.HashData(content));

    public static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
