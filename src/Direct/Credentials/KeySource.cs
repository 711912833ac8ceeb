using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Credentials;

/// <summary>Where the keys of a function come from.</summary>
internal abstract class KeySource
{
    /// <summary>The keys of now.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AmazonClientException">There are none.</exception>
    public abstract ValueTask<AccessKeys> GetAsync(CancellationToken cancellationToken);

    /// <summary>Forgets keys that a service calls expired.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>Whether there may be others.</returns>
    public abstract bool Forget(AccessKeys keys);

    /// <summary>
    /// The source that the environment names: the variables with keys, else the endpoint that hands keys out. Nothing is asked for yet.
    /// </summary>
    /// <param name="read">Reads an environment variable.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="AmazonClientException">What the environment says cannot be used.</exception>
    public static KeySource Of(Func<string, string?> read, TimeProvider time)
    {
        string? id = read(AwsVariables.AccessKeyId);
        string? secret = read(AwsVariables.SecretAccessKey);
        if (!string.IsNullOrEmpty(id) && !string.IsNullOrEmpty(secret))
        {
            string? token = read(AwsVariables.SessionToken);
            return new FixedKeys(new AccessKeys(id, secret, string.IsNullOrEmpty(token) ? null : token, "the environment"));
        }

        return string.IsNullOrEmpty(read(AwsVariables.ContainerCredentials))
            ? new MissingKeys()
            : new ContainerKeys(ContainerEndpoint.Of(read), time);
    }
}
