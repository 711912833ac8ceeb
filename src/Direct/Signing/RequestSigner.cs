using System.Globalization;
using System.Text;
using AsyncJobs.Direct.Credentials;

namespace AsyncJobs.Direct.Signing;

/// <summary>Signs requests to a service with Signature Version 4.</summary>
/// <param name="region">The region of the service.</param>
/// <param name="service">The service.</param>
internal sealed class RequestSigner(string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    // Whoever reads it gets one of the keys that were made, and looks whether it is the right one.
    private SigningKey? _key;

    /// <summary>A time as the header <c>x-amz-date</c> has it.</summary>
    public static string DateOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Signs a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path, escaped as it is sent.</param>
    /// <param name="headers">Its headers, with the host and the time.</param>
    /// <param name="bodyHash">The hash of its body.</param>
    /// <param name="date">Its time, as <see cref="DateOf"/> gives it.</param>
    /// <param name="keys">With what it is signed.</param>
    /// <returns>The value of its header <c>Authorization</c>.</returns>
    public string Authorize(string method, string path, SignedHeaders headers, string bodyHash, string date, AccessKeys keys)
    {
        SigningKey key = KeyOf(keys, date[..8]);
        string names = CanonicalRequest.NamesOf(headers);
        string request = CanonicalRequest.Write(method, path, headers, names, bodyHash);
        return $"{Algorithm} Credential={keys.Id}/{key.Scope}, SignedHeaders={names}, Signature={key.Sign(TextOf(date, key.Scope, request))}";
    }

    /// <summary>The signature in the value of a header <c>Authorization</c>.</summary>
    public static string SignatureOf(string authorization) => authorization[(authorization.LastIndexOf('=') + 1)..];

    /// <summary>What is signed for a request.</summary>
    /// <param name="date">Its time, as <see cref="DateOf"/> gives it.</param>
    /// <param name="scope">For what the key signs.</param>
    /// <param name="request">The request, as <see cref="CanonicalRequest"/> writes it.</param>
    public static string TextOf(string date, string scope, string request) =>
        $"{Algorithm}\n{date}\n{scope}\n{Hash.Of(Encoding.UTF8.GetBytes(request))}";

    private SigningKey KeyOf(AccessKeys keys, string day)
    {
        SigningKey? key = Volatile.Read(ref _key);
        if (key is null || key.Keys != keys || key.Day != day)
        {
            key = new SigningKey(keys, day, region, service);
            Volatile.Write(ref _key, key);
        }

        return key;
    }
}
