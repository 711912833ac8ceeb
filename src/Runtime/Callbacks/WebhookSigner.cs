using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Callbacks;

/// <summary>
/// Signs callbacks as Standard Webhooks defines it (https://www.standardwebhooks.com): HMAC-SHA256, <c>v1</c>, over id, timestamp and body.
/// </summary>
/// <param name="keys">The keys; a callback gets a signature by each.</param>
internal sealed class WebhookSigner(byte[][] keys)
{
    private const string SecretPrefix = "whsec_";
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    /// <exception cref="ArgumentException">The secret is not of that form. The message does not hold it.</exception>
    public static byte[] ParseSecret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> key = stackalloc byte[LongestKey];
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), key, out int length)
            || length < ShortestKey)
        {
            throw new ArgumentException(
                $"A secret of callbacks is '{SecretPrefix}' and the base64 of {ShortestKey} to {LongestKey} bytes.", nameof(secret));
        }

        return key[..length].ToArray();
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">The message's id; without a full stop, since that ends it in what is signed.</param>
    /// <param name="timestamp">When it is sent, in seconds since 1970.</param>
    /// <param name="body">The body.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] prefix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        string[] signatures = new string[keys.Length];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (int i = 0; i < keys.Length; i++)
        {
            using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys[i]);
            hash.AppendData(prefix);
            hash.AppendData(body);
            hash.GetHashAndReset(mac);
            signatures[i] = "v1," + Convert.ToBase64String(mac);
        }

        return string.Join(' ', signatures);
    }
}
