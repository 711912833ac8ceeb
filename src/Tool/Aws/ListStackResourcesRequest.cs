using Amazon.Runtime;

namespace AsyncJobs.Tool.Aws;

/// <summary>Asks for a page of a stack's resources.</summary>
internal sealed class ListStackResourcesRequest(string stackName, string? nextToken) : AmazonWebServiceRequest
{
    internal string StackName { get; } = stackName;

    internal string? NextToken { get; } = nextToken;
}
