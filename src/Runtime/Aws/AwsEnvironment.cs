using Amazon;
using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Aws;

/// <summary>
/// Sets a client's configuration up from what Lambda puts into the environment. Whatever the SDK would otherwise look for in profile
/// files or at a metadata endpoint has a value afterwards: on Lambda there are none, and looking for them lengthens the cold start.
/// </summary>
internal static class AwsEnvironment
{
    // Only for requests to an endpoint of one's own, which need some region in their signature and nearly always accept any.
    private const string EmulatorRegion = "us-east-1";

    // The SDK's default. Nothing is compressed, but the SDK asks, and looks for what has no value in profile files.
    private const long LeastCompressedBytes = 10 * 1024;

    /// <summary>Fills the configuration in.</summary>
    /// <param name="config">The configuration of a client, as its constructor left it.</param>
    /// <param name="endpointVariable">The variable with the service's endpoint, such as <c>AWS_ENDPOINT_URL_LAMBDA</c>.</param>
    /// <param name="read">Reads an environment variable.</param>
    /// <param name="ownEndpointVariable">A variable with the endpoint of the jobs' own part of the service alone, which comes first; null for
    /// none.</param>
    /// <param name="fixedEndpoint">
    /// Gives the service's endpoint in a region, or null where the SDK has to say it. For a configuration that is the jobs' own, so that nobody asks
    /// it for its region; null for one that applications see.
    /// </param>
    internal static void Apply(
        ClientConfig config,
        string endpointVariable,
        Func<string, string?> read,
        string? ownEndpointVariable = null,
        Func<string, string?>? fixedEndpoint = null)
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 3;

        // A call takes milliseconds; one that does not is sent again well within the 29 s that API Gateway waits for the whole request.
        // The same for every client, which makes them share one HttpClient.
        config.ConnectTimeout = TimeSpan.FromSeconds(3);
#pragma warning disable AJ1006 // Only makes calls shorter: all of them are given the token of their invocation's budget.
        config.Timeout = TimeSpan.FromSeconds(5);
#pragma warning restore AJ1006

        config.DisableLogging = true;
        config.DisableClockSkewCorrection = false;
        config.DisableRequestCompression = true;
        config.RequestMinCompressionSizeBytes = LeastCompressedBytes;
        config.EndpointDiscoveryEnabled = false;
        config.AccountIdEndpointMode = AccountIdEndpointMode.DISABLED;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        config.AuthSchemePreference = [];
        config.SigV4aSigningRegionSet = [];
        config.ClientAppId = read(AwsVariables.UserAgentAppId) ?? "";
        config.UseFIPSEndpoint = IsTrue(read(AwsVariables.UseFipsEndpoint));
        config.UseDualstackEndpoint = IsTrue(read(AwsVariables.UseDualStackEndpoint));
        config.IgnoreConfiguredEndpointUrls = true;

        ApplyEndpoint(config, endpointVariable, ownEndpointVariable, fixedEndpoint, read);
        ApplyCredentials(config, read);
        SkipMonitoringProfile(read);
    }

    // The SDK asks once in a process whether client-side monitoring is on: first the application, then the variable, then the profile files.
    private static void SkipMonitoringProfile(Func<string, string?> read)
    {
        if (AWSConfigs.CSMConfig.CSMEnabled is null && NullIfEmpty(read(AwsVariables.MonitoringEnabled)) is null)
            AWSConfigs.CSMConfig.CSMEnabled = false;
    }

    private static void ApplyCredentials(ClientConfig config, Func<string, string?> read)
    {
        string? key = NullIfEmpty(read(AwsVariables.AccessKeyId));
        string? secret = NullIfEmpty(read(AwsVariables.SecretAccessKey));

        // The SDK's own chain decides then, as it must where Lambda hands credentials out at an endpoint: under SnapStart.
        if (key is null || secret is null)
            return;

        // Lambda ends the process before they expire.
        config.DefaultAWSCredentials = NullIfEmpty(read(AwsVariables.SessionToken)) is { } token
            ? new SessionAWSCredentials(key, secret, token)
            : new BasicAWSCredentials(key, secret);
    }

    private static void ApplyEndpoint(
        ClientConfig config,
        string endpointVariable,
        string? ownEndpointVariable,
        Func<string, string?>? fixedEndpoint,
        Func<string, string?> read)
    {
        string? region = NullIfEmpty(read(AwsVariables.Region)) ?? NullIfEmpty(read(AwsVariables.DefaultRegion));
        string? endpoint = IsTrue(read(AwsVariables.IgnoreEndpoints))
            ? null
            : Own() ?? NullIfEmpty(read(endpointVariable)) ?? NullIfEmpty(read(AwsVariables.Endpoint));

        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? EmulatorRegion;
        }
        else if (region is not null && fixedEndpoint?.Invoke(region) is { } plain)
        {
            config.ServiceURL = plain;
            config.AuthenticationRegion = region;
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        string? Own() => ownEndpointVariable is null ? null : NullIfEmpty(read(ownEndpointVariable));
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
