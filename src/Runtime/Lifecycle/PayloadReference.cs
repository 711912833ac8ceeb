using System.Security.Cryptography;

namespace AsyncJobs.Lifecycle;

/// <summary>Names a payload that is kept in the payload store, and tells it from any other.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its length as it is kept.</param>
/// <param name="Sha256">The SHA-256 of what is kept, 64 lower-case hexadecimal digits.</param>
public sealed record PayloadReference(string Key, int Bytes, string Sha256)
{
    /// <summary>
    /// The input of a job. Its key has its digest: another request under the same idempotency key, with another input, replaces nothing.
    /// </summary>
    internal static PayloadReference OfInput(string jobId, ReadOnlySpan<byte> content)
    {
        string digest = DigestOf(content);
        return new($"{jobId}/input-{digest}", content.Length, digest);
    }

    /// <summary>The result of an attempt.</summary>
    internal static PayloadReference OfResult(string jobId, string leaseToken, ReadOnlySpan<byte> content) =>
        new(KeyOfResult(jobId, leaseToken), content.Length, DigestOf(content));

    /// <summary>The key of what an attempt came to. It has the attempt's lease: an attempt that has lost the job replaces nothing.</summary>
    internal static string KeyOfResult(string jobId, string leaseToken) => $"{jobId}/result-{leaseToken}";

    /// <summary>Whether this is what was kept.</summary>
    internal bool Matches(ReadOnlySpan<byte> content) => content.Length == Bytes && DigestOf(content) == Sha256;

    private static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
