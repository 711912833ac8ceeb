using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using AsyncJobs.Aws;
using AsyncJobs.Shared;

namespace AsyncJobs.Tool.Aws;

/// <summary>How a <see cref="CloudFormationClient"/> reaches CloudFormation; region, credentials and endpoint are set by the session.</summary>
internal sealed class CloudFormationConfig : ClientConfig
{
    internal const string Service = "CloudFormation";

    public CloudFormationConfig()
        : base(new StandardConfiguration())
    {
        ServiceId = Service;
        AuthenticationServiceName = "cloudformation";
        EndpointProvider = new RegionalEndpointProvider(AuthenticationServiceName, Service, AwsVariables.CloudFormationEndpoint);
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "cloudformation";

    /// <inheritdoc/>
    public override string ServiceVersion => "2010-05-15";

    /// <inheritdoc/>
    public override string UserAgent { get; } = "AsyncJobs.Tool/" + typeof(CloudFormationConfig).Assembly.GetName().Version?.ToString(3);

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointResolver.Parameters(this));
}
