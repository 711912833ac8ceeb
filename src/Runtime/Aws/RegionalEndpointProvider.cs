using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AsyncJobs.Aws;

/// <summary>Where a service is that has an endpoint in each region, by the rules of its service model.</summary>
/// <param name="host">What the endpoint's host begins with, such as <c>lambda</c>.</param>
/// <param name="service">The service's name, for messages.</param>
/// <param name="endpointVariable">The variable that sets an endpoint of one's own, for messages.</param>
internal sealed class RegionalEndpointProvider(string host, string service, string endpointVariable) : IEndpointProvider
{
    /// <inheritdoc/>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        bool fips = parameters["UseFIPS"] is true;
        bool dualStack = parameters["UseDualStack"] is true;

        if (parameters["Endpoint"] is string { Length: > 0 } own)
        {
            return fips || dualStack
                ? throw new AmazonClientException(
                    $"A {service} endpoint of one's own cannot be combined with AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT.")
                : new Endpoint(own);
        }

        string region = parameters["Region"] as string ?? throw new AmazonClientException($"{service}'s endpoint needs a region: set AWS_REGION.");
        string suffix = RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
        if (dualStack)
            suffix = DualStackSuffix(suffix);

        return new Endpoint($"https://{(fips ? host + "-fips" : host)}.{region}.{suffix}");
    }

    private string DualStackSuffix(string suffix) => suffix switch
    {
        "amazonaws.com" => "api.aws",
        "amazonaws.com.cn" => "api.amazonwebservices.com.cn",
        _ => throw new AmazonClientException($"{service} has no dual-stack endpoint known under {suffix}: set {endpointVariable}."),
    };
}
