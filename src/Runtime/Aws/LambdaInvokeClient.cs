using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Aws;

/// <summary>
/// The one operation of Lambda that jobs need, on the SDK's own pipeline: credentials, signature, endpoint and retries are the SDK's.
/// The package of Lambda's whole client would cost every function its size and its cold start.
/// </summary>
internal sealed class LambdaInvokeClient(LambdaInvokeConfig config) : AmazonServiceClient(config)
{
    private static readonly InvokeOptions s_invoke = new()
    {
        RequestMarshaller = LambdaInvokeMarshaller.Instance,
        ResponseUnmarshaller = LambdaInvokeUnmarshaller.Instance,
    };

    /// <inheritdoc cref="LambdaInvoke"/>
    internal async Task<HttpStatusCode> InvokeAsync(string function, MemoryStream payload, CancellationToken cancellationToken)
    {
        LambdaInvokeRequest request = new(function, payload);
        LambdaInvokeResponse response = await InvokeAsync<LambdaInvokeResponse>(request, s_invoke, cancellationToken).ConfigureAwait(false);
        return response.HttpStatusCode;
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // Added last, the authentication comes before the endpoint: the endpoint may depend on who asks.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new LambdaEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new LambdaAuthResolver());
    }
}
