using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Looks which libraries the project references.</summary>
internal static class GlueParser
{
    public static GlueModel Parse(Compilation compilation) => new(
        compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder") is not null,
        compilation.GetTypeByMetadataName("Amazon.Lambda.Core.ILambdaContext") is not null);
}
