using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>The answer to an <see cref="AwsJsonRequest"/>.</summary>
internal sealed class AwsJsonResponse : AmazonWebServiceResponse
{
    internal ReadOnlyMemory<byte> Content { get; init; }
}
