using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Aws;

/// <summary>Writes a <see cref="LambdaInvokeRequest"/> as HTTP.</summary>
internal sealed class LambdaInvokeMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    internal static LambdaInvokeMarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (LambdaInvokeRequest)input;
        var request = new DefaultRequest(invoke, LambdaInvokeConfig.Service)
        {
            HttpMethod = "POST",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations",
            ContentStream = invoke.Payload,
        };
        request.AddPathResource("{FunctionName}", invoke.FunctionName);
        request.Headers["Content-Type"] = "application/json";
        request.Headers["X-Amz-Invocation-Type"] = invoke.Waits ? "RequestResponse" : "Event";
        return request;
    }
}
