using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AsyncJobs.Aws;

/// <summary>Writes an <see cref="AwsJsonRequest"/> as HTTP.</summary>
/// <param name="service">The service's name, as the SDK knows it.</param>
internal sealed class AwsJsonMarshaller(string service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var json = (AwsJsonRequest)input;
        var request = new DefaultRequest(json, service) { HttpMethod = "POST", ResourcePath = "/", Content = json.Content };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = json.Target;
        return request;
    }
}
