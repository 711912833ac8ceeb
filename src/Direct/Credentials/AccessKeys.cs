using Amazon.Runtime;

namespace AsyncJobs.Direct.Credentials;

/// <summary>With what requests are signed. It says nothing of itself but its id, which requests have in clear text.</summary>
internal sealed class AccessKeys
{
    /// <summary>Keeps keys.</summary>
    /// <param name="id">The id of the access key.</param>
    /// <param name="secret">The secret access key.</param>
    /// <param name="token">The session's token; null where there is none.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <param name="expiresAt">When they end; null if that is not known.</param>
    /// <exception cref="AmazonClientException">One of them has characters that cannot be part of a header.</exception>
    public AccessKeys(string id, string secret, string? token, string source, DateTimeOffset? expiresAt = null)
    {
        if (!IsPlain(id) || !IsPlain(secret) || (token is not null && !IsPlain(token)))
            throw new AmazonClientException($"The credentials of {source} have characters that no credentials have, such as the end of a line.");

        Id = id;
        Secret = secret;
        Token = token;
        ExpiresAt = expiresAt;
    }

    /// <summary>Keys that open nothing, for practice.</summary>
    public static AccessKeys MadeUp => new("practice", "practice", "practice", "the practice");

    public string Id { get; }

    public string Secret { get; }

    public string? Token { get; }

    public DateTimeOffset? ExpiresAt { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(AccessKeys)} {Id}";

    private static bool IsPlain(string text)
    {
        foreach (char character in text)
        {
            if (character is <= ' ' or > '~')
                return false;
        }

        return true;
    }
}
