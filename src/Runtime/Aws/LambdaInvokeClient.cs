using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Aws;

/// <summary>
/// The one operation of Lambda that jobs and their operators need, on the SDK's own pipeline: credentials, signature, endpoint and retries are the
/// SDK's. The package of Lambda's whole client would cost every function its size and its cold start.
/// </summary>
internal sealed class LambdaInvokeClient(LambdaInvokeConfig config) : AmazonServiceClient(config)
{
    private static readonly InvokeOptions s_invoke = new()
    {
        RequestMarshaller = LambdaInvokeMarshaller.Instance,
        ResponseUnmarshaller = LambdaInvokeUnmarshaller.Instance,
    };

    /// <inheritdoc cref="ShortPipeline.MakeClient"/>
    internal static LambdaInvokeClient Create(LambdaInvokeConfig config) => ShortPipeline.MakeClient(isShort =>
    {
        config.KeepsPipeline = !isShort;
        return new LambdaInvokeClient(config);
    });

    /// <inheritdoc cref="LambdaInvoke"/>
    internal async Task<HttpStatusCode> InvokeAsync(string function, MemoryStream payload, CancellationToken cancellationToken)
    {
        LambdaInvokeRequest request = new(function, payload, waits: false);
        LambdaInvokeResponse response = await InvokeAsync<LambdaInvokeResponse>(request, s_invoke, cancellationToken).ConfigureAwait(false);
        return response.HttpStatusCode;
    }

    /// <summary>Invokes a function and waits for what it returns.</summary>
    /// <param name="function">A function's name, partial ARN or ARN, each with or without <c>:version-or-alias</c>.</param>
    /// <param name="payload">The event, UTF-8 JSON; valid until the returned task is done.</param>
    /// <param name="cancellationToken">Gives up waiting; the function goes on.</param>
    /// <exception cref="AmazonServiceException">Lambda refused it.</exception>
    internal Task<LambdaInvokeResponse> CallAsync(string function, MemoryStream payload, CancellationToken cancellationToken) =>
        InvokeAsync<LambdaInvokeResponse>(new LambdaInvokeRequest(function, payload, waits: true), s_invoke, cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // Added last, the authentication comes before the endpoint: the endpoint may depend on who asks.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureResolver());
        if (Config is LambdaInvokeConfig { KeepsPipeline: false })
            ShortPipeline.Shorten(pipeline, Config);
    }
}
