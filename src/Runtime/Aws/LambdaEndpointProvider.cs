using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AsyncJobs.Aws;

/// <summary>Where Lambda is, by the rules of its service model.</summary>
internal sealed class LambdaEndpointProvider : IEndpointProvider
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
                    "A Lambda endpoint of one's own cannot be combined with AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT.")
                : new Endpoint(own);
        }

        string region = parameters["Region"] as string ?? throw new AmazonClientException("Lambda's endpoint needs a region: set AWS_REGION.");
        string host = fips ? "lambda-fips" : "lambda";
        string suffix = RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
        if (dualStack)
            suffix = DualStackSuffix(suffix);

        return new Endpoint($"https://{host}.{region}.{suffix}");
    }

    private static string DualStackSuffix(string suffix) => suffix switch
    {
        "amazonaws.com" => "api.aws",
        "amazonaws.com.cn" => "api.amazonwebservices.com.cn",
        _ => throw new AmazonClientException($"Lambda has no dual-stack endpoint known under {suffix}: set AWS_ENDPOINT_URL_LAMBDA."),
    };
}
