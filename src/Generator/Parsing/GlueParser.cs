using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Looks which libraries the project references.</summary>
internal static class GlueParser
{
    private static readonly GlueModel s_none = new(false, false, false);

    public static GlueModel Parse(Compilation compilation)
    {
        // The analyzers are of use to projects that do not reference the runtime; what they are given has to compile there.
        if (!Has("AsyncJobs.InvocationBudget") || !ProjectParser.CanCompile(compilation))
            return s_none;

        return new GlueModel(
            Has("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder"),
            Has("Amazon.Lambda.Core.ILambdaContext"),
            Has("Amazon.Lambda.IAmazonLambda"));

        bool Has(string name) => compilation.GetTypeByMetadataName(name) is not null;
    }
}
