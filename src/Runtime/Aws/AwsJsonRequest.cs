using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>A request to a service that takes JSON and finds the operation by a header, as several of AWS do.</summary>
/// <param name="target">The operation, such as <c>AmazonSSM.GetParameter</c>.</param>
/// <param name="content">Its parameters.</param>
internal sealed class AwsJsonRequest(string target, byte[] content) : AmazonWebServiceRequest
{
    internal string Target { get; } = target;

    internal byte[] Content { get; } = content;
}
