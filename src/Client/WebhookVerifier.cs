using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Client;

/// <summary>
/// Verifies the signatures of callbacks as Standard Webhooks defines them: HMAC-SHA256 (<c>v1</c>) over id, timestamp and body.
/// Safe for concurrent use. See https://www.standardwebhooks.com.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>The header with the message's id. The same message keeps it when it is sent again: use it to do nothing twice.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of sending, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with one or several signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private readonly byte[][] _keys;
    private readonly TimeSpan _tolerance;
    private readonly TimeProvider _time;

    /// <summary>Makes a verifier for one secret.</summary>
    /// <inheritdoc cref="WebhookVerifier(IEnumerable{string}, TimeSpan?, TimeProvider)"/>
    /// <param name="secret">The secret, <c>whsec_</c> and the base64 of 24 to 64 bytes; the prefix may be absent.</param>
    /// <param name="tolerance">How far the timestamp may be from now, in either direction; not negative; null for 5 minutes.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public WebhookVerifier(string secret, TimeSpan? tolerance = null, TimeProvider? time = null)
        : this([secret], tolerance, time)
    {
    }

    /// <summary>Makes a verifier for several secrets, any of which will do, so that they can be exchanged while callbacks are under way.</summary>
    /// <param name="secrets">The secrets, each <c>whsec_</c> and the base64 of 24 to 64 bytes; the prefix may be absent.</param>
    /// <param name="tolerance">How far the timestamp may be from now, in either direction; not negative; null for 5 minutes.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">There is no secret, or one is not of that form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public WebhookVerifier(IEnumerable<string> secrets, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _keys = [.. secrets.Select(Key)];
        if (_keys.Length == 0)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));

        _tolerance = tolerance ?? TimeSpan.FromMinutes(5);
        ArgumentOutOfRangeException.ThrowIfLessThan(_tolerance, TimeSpan.Zero, nameof(tolerance));
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Verifies a callback.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it was received, byte for byte, before anything parsed it.</param>
    /// <exception cref="WebhookVerificationException">
    /// A header is missing or malformed, the timestamp too far from now, or no signature right.
    /// </exception>
    public void Verify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (Fault(id, timestamp, signatures, body) is { } fault)
            throw new WebhookVerificationException(fault);
    }

    /// <summary>Verifies a callback.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it was received, byte for byte, before anything parsed it.</param>
    /// <returns>False if a header is missing or malformed, the timestamp too far from now, or no signature right.</returns>
    public bool TryVerify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body) =>
        Fault(id, timestamp, signatures, body) is null;

    private string? Fault(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures))
            return $"The headers {IdHeader}, {TimestampHeader} and {SignatureHeader} are required.";

        // The signed text is id.timestamp.body: a full stop within the id would let parts of one message pass for another.
        if (id.Contains('.'))
            return $"{IdHeader} contains a full stop.";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long sent))
            return $"{TimestampHeader} is no whole number of seconds.";
        if (Math.Abs((decimal)sent - _time.GetUtcNow().ToUnixTimeSeconds()) > (decimal)_tolerance.TotalSeconds)
            return "The message was sent too long ago, or the clocks differ.";

        return IsSigned(Encoding.UTF8.GetBytes($"{id}.{timestamp}."), body, signatures) ? null : "No signature is right.";
    }

    private bool IsSigned(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, ReadOnlySpan<char> signatures)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        bool isSigned = false;
        foreach (byte[] key in _keys)
        {
            using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(prefix);
            hash.AppendData(body);
            hash.GetHashAndReset(expected);
            isSigned |= Contains(signatures, expected);
        }

        return isSigned;
    }

    private static bool Contains(ReadOnlySpan<char> signatures, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        bool isFound = false;
        while (!signatures.IsEmpty)
        {
            int space = signatures.IndexOf(' ');
            ReadOnlySpan<char> signature = space < 0 ? signatures : signatures[..space];
            signatures = space < 0 ? [] : signatures[(space + 1)..];
            if (signature.StartsWith(Version, StringComparison.Ordinal) && TryDecode(signature[Version.Length..], given))
                isFound |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return isFound;
    }

    private static bool TryDecode(ReadOnlySpan<char> base64, Span<byte> signature) =>
        Convert.TryFromBase64Chars(base64, signature, out int written) && written == signature.Length;

    private static byte[] Key(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        string base64 = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        byte[] key = new byte[(base64.Length * 3 / 4) + 3];

        // The secret must not get into a log: the message does not repeat it.
        if (!Convert.TryFromBase64String(base64, key, out int length) || length is < 24 or > 64)
            throw new ArgumentException($"A secret is '{SecretPrefix}' and the base64 of 24 to 64 bytes.", nameof(secret));
        return key[..length];
    }
}
