namespace AsyncJobs.Generator.Model;

/// <summary>What is written for libraries that the project references and that this product does not depend on.</summary>
/// <param name="HasHttpClientBuilder">Whether Microsoft.Extensions.Http is there.</param>
/// <param name="HasLambdaContext">Whether Amazon.Lambda.Core is there.</param>
/// <param name="HasLambdaClient">Whether AWSSDK.Lambda is there.</param>
/// <param name="HasPayloadBucket">Whether AsyncJobs.S3 is there.</param>
/// <param name="HasDirectClients">Whether AsyncJobs.Direct is there.</param>
internal sealed record GlueModel(
    bool HasHttpClientBuilder, bool HasLambdaContext, bool HasLambdaClient, bool HasPayloadBucket, bool HasDirectClients)
{
    /// <summary>Whether other assemblies see what is internal, so that extension methods have to be hidden from them.</summary>
    public bool HasFriends { get; init; }

    /// <summary>Whether the project declares the attribute that hides them.</summary>
    public bool HasEmbedded { get; init; }

    /// <summary>Lambda's runtime, as Amazon.Lambda.Annotations is told; null where it is not.</summary>
    public string? Runtime { get; init; }
}
