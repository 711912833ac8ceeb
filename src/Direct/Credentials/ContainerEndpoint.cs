using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Credentials;

/// <summary>The endpoint that hands keys out, as Lambda gives it to functions with SnapStart, and what it is asked with.</summary>
/// <param name="uri">The endpoint.</param>
/// <param name="token">The token; null for none.</param>
/// <param name="tokenFile">The file with the token, which may change and comes before the other one; null for none.</param>
internal sealed class ContainerEndpoint(Uri uri, string? token, string? tokenFile)
{
    // The file of a token is written by the platform, and has about a thousand characters.
    private const int MostTokenBytes = 64 * 1024;

    public Uri Uri { get; } = uri;

    /// <summary>Reads the endpoint from the environment.</summary>
    /// <param name="read">Reads an environment variable.</param>
    /// <exception cref="AmazonClientException">It is none that may be asked.</exception>
    public static ContainerEndpoint Of(Func<string, string?> read)
    {
        if (!Uri.TryCreate(read(AwsVariables.ContainerCredentials), UriKind.Absolute, out Uri? uri) || !IsAllowed(uri))
        {
            throw new AmazonClientException(
                $"{AwsVariables.ContainerCredentials} is not the URL of an endpoint that may be asked for credentials: it begins with https://, or "
                + "with http:// and the host of this machine or that of ECS or EKS, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23].");
        }

        return new ContainerEndpoint(uri, NullIfEmpty(read(AwsVariables.ContainerToken)), NullIfEmpty(read(AwsVariables.ContainerTokenFile)));
    }

    /// <summary>The token to send along; null for none.</summary>
    /// <exception cref="AmazonClientException">It cannot be read, or be part of a header.</exception>
    public string? ReadToken()
    {
        string? text = tokenFile is null ? token : ReadFile(tokenFile);
        if (text is null)
            return null;

        foreach (char character in text)
        {
            if (char.IsControl(character))
                throw new AmazonClientException($"The token for {AwsVariables.ContainerCredentials} has characters that cannot be sent in a header.");
        }

        return text;
    }

    private static string ReadFile(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            if (stream.Length > MostTokenBytes)
                throw new AmazonClientException($"The file of {AwsVariables.ContainerTokenFile} is too long for a token.");

            using StreamReader reader = new(stream);
            return reader.ReadToEnd().TrimEnd('\r', '\n');
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new AmazonClientException($"The file of {AwsVariables.ContainerTokenFile} cannot be read: {cause.Message}", cause);
        }
    }

    private static bool IsAllowed(Uri uri) =>
        uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps
            || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || uri.Host is "169.254.170.2" or "169.254.170.23" or "[fd00:ec2::23]")));

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
