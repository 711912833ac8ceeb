using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Aws;

namespace AsyncJobs.Tool.Aws;

/// <summary>The one operation of CloudFormation that the command needs, on the SDK's own pipeline.</summary>
internal sealed class CloudFormationClient(CloudFormationConfig config) : AmazonServiceClient(config)
{
    private static readonly InvokeOptions s_list = new()
    {
        RequestMarshaller = ListStackResourcesMarshaller.Instance,
        ResponseUnmarshaller = ListStackResourcesUnmarshaller.Instance,
    };

    /// <summary>Reads all resources of a stack, page by page.</summary>
    /// <param name="stack">The stack's name or ARN.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AmazonServiceException">CloudFormation refused.</exception>
    public async Task<IReadOnlyList<StackResource>> ListResourcesAsync(string stack, CancellationToken cancellationToken)
    {
        List<StackResource> resources = [];
        string? next = null;
        do
        {
            ListStackResourcesResponse page = await InvokeAsync<ListStackResourcesResponse>(
                new ListStackResourcesRequest(stack, next), s_list, cancellationToken).ConfigureAwait(false);
            resources.AddRange(page.Resources);
            next = page.NextToken;
        }
        while (next is not null);

        return resources;
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // Added last, the authentication comes before the endpoint: the endpoint may depend on who asks.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureResolver());
    }
}
