using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Credentials;

/// <summary>What an environment without keys has: an answer to whoever wants to sign.</summary>
internal sealed class MissingKeys : KeySource
{
    /// <inheritdoc/>
    public override ValueTask<AccessKeys> GetAsync(CancellationToken cancellationToken) => throw new AmazonClientException(
        $"There are no credentials: set {AwsVariables.AccessKeyId} and {AwsVariables.SecretAccessKey}, with {AwsVariables.SessionToken} for those of "
        + $"a role, or {AwsVariables.ContainerCredentials}. {nameof(DirectClients)} reads no profile files, and asks neither the IAM Identity Center "
        + "(SSO) nor the metadata of an instance (IMDS), nor takes a web identity (EKS) or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI (ECS). The AWS SDK "
        + "does: leave AsyncJobs.Direct out where you need these.");

    /// <inheritdoc/>
    public override bool Forget(AccessKeys keys) => false;
}
