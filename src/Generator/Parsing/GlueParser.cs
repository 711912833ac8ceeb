using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Looks which libraries the project references.</summary>
internal static class GlueParser
{
    public static GlueModel Parse(Compilation compilation) => new(
        HasRuntime(compilation) && compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder") is not null,
        HasRuntime(compilation) && compilation.GetTypeByMetadataName("Amazon.Lambda.Core.ILambdaContext") is not null);

    // The analyzers are of use to projects that do not reference the runtime; what they are given has to compile there.
    private static bool HasRuntime(Compilation compilation) => compilation.GetTypeByMetadataName("AsyncJobs.InvocationBudget") is not null;
}
