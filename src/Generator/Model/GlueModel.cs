namespace AsyncJobs.Generator.Model;

/// <summary>What is written for libraries that the project references and that this product does not depend on.</summary>
/// <param name="HasHttpClientBuilder">Whether Microsoft.Extensions.Http is there.</param>
/// <param name="HasLambdaContext">Whether Amazon.Lambda.Core is there.</param>
/// <param name="HasLambdaClient">Whether AWSSDK.Lambda is there.</param>
/// <param name="HasPayloadBucket">Whether AsyncJobs.S3 is there.</param>
/// <param name="HasEmbedded">Whether the project declares the attribute that hides a type from other assemblies.</param>
internal sealed record GlueModel(
    bool HasHttpClientBuilder, bool HasLambdaContext, bool HasLambdaClient, bool HasPayloadBucket, bool HasEmbedded);
