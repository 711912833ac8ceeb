using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AsyncJobs.Aws;

/// <summary>How an <see cref="AwsJsonClient"/> reaches its service: as the environment says.</summary>
internal sealed class AwsJsonConfig : ClientConfig
{
    private readonly string _host;

    /// <param name="service">The service's name, such as <c>SSM</c>.</param>
    /// <param name="host">What its endpoint begins with, which signatures name too, such as <c>ssm</c>.</param>
    /// <param name="endpointVariable">The variable with an endpoint of one's own.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="AmazonClientException">The endpoint in the environment is not a URL.</exception>
    public AwsJsonConfig(string service, string host, string endpointVariable, Func<string, string?> environment)
        : base(new StandardConfiguration())
    {
        _host = host;
        ServiceId = service;
        AuthenticationServiceName = host;
        EndpointProvider = new RegionalEndpointProvider(host, service, endpointVariable);
        AwsEnvironment.Apply(this, endpointVariable, environment, fixedEndpoint: region => FixedEndpoint.Of(host, region, this));
        HttpClientFactory = AwsHttp.SharedBy(this);
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => _host;

    /// <inheritdoc/>
    public override string ServiceVersion => "";

    /// <inheritdoc/>
    public override string UserAgent { get; } = "AsyncJobs/" + typeof(AwsJsonConfig).Assembly.GetName().Version?.ToString(3);

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointResolver.Parameters(this));
}
