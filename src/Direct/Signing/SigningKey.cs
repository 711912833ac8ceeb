using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Direct.Credentials;

namespace AsyncJobs.Direct.Signing;

/// <summary>The key that signs the requests of one day, made of a secret.</summary>
internal sealed class SigningKey
{
    private const string Version = "AWS4";
    private const string End = "aws4_request";

    private readonly byte[] _key = new byte[SHA256.HashSizeInBytes];

    /// <summary>Makes the key of a day.</summary>
    /// <param name="keys">The keys with the secret.</param>
    /// <param name="day">The day, such as <c>20250131</c>.</param>
    /// <param name="region">The region.</param>
    /// <param name="service">The service.</param>
    public SigningKey(AccessKeys keys, string day, string region, string service)
    {
        Keys = keys;
        Scope = $"{day}/{region}/{service}/{End}";
        Day = day;

        byte[] secret = Encoding.UTF8.GetBytes(Version + keys.Secret);
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(day), key);
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region), key);
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(service), key);
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(End), _key);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(key);
    }

    public AccessKeys Keys { get; }

    public string Day { get; }

    /// <summary>For what it signs.</summary>
    public string Scope { get; }

    /// <summary>Signs a text, in hexadecimal digits.</summary>
    public string Sign(string text) => Hash.Hex(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}
