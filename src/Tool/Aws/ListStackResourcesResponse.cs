using Amazon.Runtime;

namespace AsyncJobs.Tool.Aws;

/// <summary>A page of a stack's resources.</summary>
internal sealed class ListStackResourcesResponse : AmazonWebServiceResponse
{
    internal IReadOnlyList<StackResource> Resources { get; init; } = [];

    /// <summary>Leads to the next page; null for the last one.</summary>
    internal string? NextToken { get; init; }
}
