using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>
/// What a request that changes something has to carry. The page reads it from an answer that pages of other origins cannot read, so that none of
/// them can make a browser send it. It lasts as long as the server.
/// </summary>
internal sealed class PageToken
{
    /// <summary>The header that carries it. A page of another origin cannot send it without being asked about first, which is refused.</summary>
    public const string Header = "X-AsyncJobs-Token";

    private const int Bytes = 32;

    /// <summary>The token.</summary>
    public string Value { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)).ToLowerInvariant();

    /// <summary>Whether a request has it.</summary>
    public bool IsIn(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers[Header].ToString()),
        Encoding.UTF8.GetBytes(Value));
}
