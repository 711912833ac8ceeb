using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using AsyncJobs.Aws;
using AsyncJobs.Shared;

namespace AsyncJobs.Dispatch;

/// <summary>
/// How a <see cref="LambdaDispatcher"/> reaches Lambda. A new one takes region, credentials and endpoint from the environment
/// (<c>AWS_REGION</c>, <c>AWS_ACCESS_KEY_ID</c> and its companions, <c>AWS_ENDPOINT_URL_LAMBDA</c> or <c>AWS_ENDPOINT_URL</c>), without
/// looking for profile files or metadata endpoints where the environment has them; a request that takes longer than 5 s, is throttled or
/// meets an error of the service is sent again, at most three times.
/// </summary>
/// <remarks>Set <see cref="ClientConfig.ServiceURL"/> last: setting a region clears it.</remarks>
public sealed class LambdaInvokeConfig : ClientConfig
{
    internal const string Service = "Lambda";

    // Payloads are larger than what the SDK's default of 8 KB is made for.
    private const int CopyBytes = 64 * 1024;

    /// <summary>Makes a configuration from the environment.</summary>
    /// <exception cref="AmazonClientException">The endpoint in the environment is not a URL.</exception>
    public LambdaInvokeConfig()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal LambdaInvokeConfig(Func<string, string?> environment, bool isOfJobs = false)
        : base(new StandardConfiguration())
    {
        ServiceId = Service;
        AuthenticationServiceName = "lambda";
        EndpointProvider = new RegionalEndpointProvider(AuthenticationServiceName, Service, AwsVariables.LambdaEndpoint);
        BufferSize = CopyBytes;
        if (!isOfJobs)
        {
            AwsEnvironment.Apply(this, AwsVariables.LambdaEndpoint, environment);
            return;
        }

        AwsEnvironment.Apply(
            this,
            AwsVariables.LambdaEndpoint,
            environment,
            fixedEndpoint: region => FixedEndpoint.Of(AuthenticationServiceName, region, this));
        HttpClientFactory = AwsHttp.SharedBy(this);
    }

    /// <summary>Whether the client that is made with it gets the SDK's whole pipeline.</summary>
    internal bool KeepsPipeline { get; set; }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "lambda";

    /// <inheritdoc/>
    public override string ServiceVersion => "2015-03-31";

    /// <inheritdoc/>
    public override string UserAgent { get; } = "AsyncJobs/" + typeof(LambdaInvokeConfig).Assembly.GetName().Version?.ToString(3);

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointResolver.Parameters(this));
}
