using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AsyncJobs.Aws;

/// <summary>
/// An operation of a service that takes JSON, on the SDK's own pipeline: credentials, signature, endpoint and retries are the SDK's. The package of a
/// whole client would cost every function its size.
/// </summary>
internal sealed class AwsJsonClient(AwsJsonConfig config) : AmazonServiceClient(config)
{
    private readonly InvokeOptions _invoke = new()
    {
        RequestMarshaller = new AwsJsonMarshaller(config.ServiceId),
        ResponseUnmarshaller = AwsJsonUnmarshaller.Instance,
    };

    /// <summary>Calls an operation.</summary>
    /// <param name="target">The operation, such as <c>AmazonSSM.GetParameter</c>.</param>
    /// <param name="content">Its parameters, as JSON.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, as JSON.</returns>
    /// <exception cref="AmazonServiceException">The service refused it.</exception>
    public async Task<ReadOnlyMemory<byte>> CallAsync(string target, byte[] content, CancellationToken cancellationToken)
    {
        AwsJsonResponse response = await InvokeAsync<AwsJsonResponse>(new AwsJsonRequest(target, content), _invoke, cancellationToken)
            .ConfigureAwait(false);
        return response.Content;
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
