using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using AsyncJobs.Shared;
using AsyncJobs.Tool.Failures;

namespace AsyncJobs.Tool.Aws;

/// <summary>Finds credentials and region where AWS's own tools find them.</summary>
/// <param name="profile">The profile of the command line; null for none.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="askForCode">Asks a person for the code of their MFA device.</param>
internal sealed class AwsCredentialsFinder(string? profile, Func<string, string?> environment, Func<string> askForCode)
{
    private const string DefaultProfile = "default";

    private readonly CredentialProfileStoreChain _profiles = new();

    /// <summary>The profile that is asked for by the command line or the environment; null for none.</summary>
    public string? ProfileName => profile ?? Variable(AwsVariables.Profile);

    /// <summary>The region of the environment, else of the profile; null for none.</summary>
    /// <exception cref="ToolException">There is no such profile.</exception>
    public string? FindRegion()
    {
        if (ProfileName is { } name)
            CheckProfile(name);
        string? ofProfile = _profiles.TryGetProfile(ProfileName ?? DefaultProfile, out CredentialProfile found) ? found.Region?.SystemName : null;
        string? ofEnvironment = Variable(AwsVariables.Region) ?? Variable(AwsVariables.DefaultRegion);

        // Who names a profile means its region, too, unless they set one.
        return ofEnvironment ?? ofProfile;
    }

    /// <summary>Finds the credentials.</summary>
    /// <param name="place">For messages.</param>
    /// <param name="isEmulator">Whether some credentials do, where there are none.</param>
    /// <exception cref="ToolException">There are none, or no such profile.</exception>
    public async Task<AWSCredentials> FindAsync(AwsPlace place, bool isEmulator)
    {
        if (profile is null && OfEnvironment() is { } ofEnvironment)
            return ofEnvironment;
        if (ProfileName is { } name)
            return OfProfile(name);
        if (isEmulator && !_profiles.TryGetProfile(DefaultProfile, out _))
            return new BasicAWSCredentials("local", "local");

        try
        {
            return await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(new AmazonDynamoDBConfig()).ConfigureAwait(false);
        }
        catch (AmazonClientException exception)
        {
            throw new ToolException(
                "There are no AWS credentials. Name a profile with --profile, sign in with aws sso login, or set "
                + $"{AwsVariables.AccessKeyId} and {AwsVariables.SecretAccessKey}.",
                cause: exception);
        }
    }

    private void CheckProfile(string name)
    {
        if (_profiles.TryGetProfile(name, out _))
            return;

        string[] known = [.. _profiles.ListProfiles().Select(static one => one.Name).Order(StringComparer.Ordinal)];
        string others = known.Length == 0 ? "They have none." : $"They have: {string.Join(", ", known)}.";
        throw ToolException.BadCommandLine($"There is no profile '{name}' in AWS's configuration files. {others}");
    }

    private AWSCredentials OfProfile(string name)
    {
        CheckProfile(name);
        if (!_profiles.TryGetAWSCredentials(name, out AWSCredentials credentials))
            throw new ToolException($"The profile '{name}' has no credentials: it needs keys, a role, an SSO session or a credential process.");

        if (credentials is AssumeRoleAWSCredentials role)
            role.Options.MfaTokenCodeCallback = askForCode;
        return credentials;
    }

    private AWSCredentials? OfEnvironment() =>
        (Variable(AwsVariables.AccessKeyId), Variable(AwsVariables.SecretAccessKey), Variable(AwsVariables.SessionToken)) switch
        {
            ({ } key, { } secret, { } token) => new SessionAWSCredentials(key, secret, token),
            ({ } key, { } secret, null) => new BasicAWSCredentials(key, secret),
            _ => null,
        };

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
