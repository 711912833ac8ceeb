using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Looks which libraries the project references.</summary>
internal static class GlueParser
{
    private static readonly GlueModel s_none = new(false, false, false, false, false);

    public static GlueModel Parse(Compilation compilation)
    {
        // The analyzers are of use to projects that do not reference the runtime; what they are given has to compile there.
        if (!Has("AsyncJobs.InvocationBudget") || !ProjectParser.CanCompile(compilation))
            return s_none;

        GlueModel glue = new(
            Has("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder"),
            Has("Amazon.Lambda.Core.ILambdaContext"),
            HasLambdaClient(compilation),
            Has("AsyncJobs.S3.PayloadServices"),
            Has("AsyncJobs.Direct.DirectClients"))
        {
            Runtime = Has(GlobalPropertiesParser.AttributeName) ? GlobalPropertiesParser.RuntimeOf(compilation.Assembly) : null,
        };

        // To look at the assembly's attributes costs each edit something, so they are looked at for a reason only.
        if (!glue.HasHttpClientBuilder && !glue.HasLambdaContext && !glue.HasLambdaClient)
            return glue;

        return glue with
        {
            HasFriends = compilation.Assembly.FindAttribute("System.Runtime.CompilerServices", "InternalsVisibleToAttribute") is not null,
            HasEmbedded = compilation.Assembly.GetTypeByMetadataName("Microsoft.CodeAnalysis.EmbeddedAttribute") is not null,
        };

        bool Has(string name) => compilation.GetTypeByMetadataName(name) is { } type && ExternAliases.Of(compilation).AliasOf(type) is null;
    }

    // A namesake, or a client of an SDK with another core than the runtime's, has not all that is used of it.
    private static bool HasLambdaClient(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Amazon.Lambda.IAmazonLambda") is { } client
        && ExternAliases.Of(compilation).AliasOf(client) is null
        && client.Implements("Amazon.Runtime", "IAmazonService")
        && compilation.GetTypeByMetadataName("Amazon.Lambda.InvocationType") is not null
        && compilation.GetTypeByMetadataName("Amazon.Lambda.Model.InvokeRequest") is { } request
        && !request.GetMembers("PayloadStream").IsEmpty;
}
