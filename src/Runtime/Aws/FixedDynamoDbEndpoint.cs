using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>Sends requests to the endpoint that the client was given, and asks DynamoDB's rules where it was given none.</summary>
internal sealed class FixedDynamoDbEndpoint : AmazonDynamoDBEndpointResolver
{
    /// <inheritdoc/>
    public override void ProcessRequestHandlers(IExecutionContext executionContext)
    {
        if (!FixedEndpoint.TryApply(executionContext.RequestContext))
            base.ProcessRequestHandlers(executionContext);
    }
}
