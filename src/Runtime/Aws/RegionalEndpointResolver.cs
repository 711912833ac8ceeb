using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace AsyncJobs.Aws;

/// <summary>Asks the configuration's endpoint provider where a request goes.</summary>
internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    // The names are those of the clients of AWS, so that an application's GlobalEndpoints.Provider understands them.
    internal static EndpointParameters Parameters(IClientConfig config)
    {
        string? endpoint = config.ServiceURL;
        var parameters = new EndpointParameters
        {
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
        };
        if (string.IsNullOrEmpty(endpoint))
            parameters["Region"] = config.RegionEndpoint?.SystemName;
        else
            parameters["Endpoint"] = endpoint;

        return parameters;
    }

    /// <inheritdoc/>
    public override void ProcessRequestHandlers(IExecutionContext executionContext)
    {
        if (!FixedEndpoint.TryApply(executionContext.RequestContext))
            base.ProcessRequestHandlers(executionContext);
    }

    /// <inheritdoc/>
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => Parameters(requestContext.ClientConfig);
}
