using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using SampleAnnotations.Products;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace SampleAnnotations;

/// <summary>The services of the functions and of the jobs: each container is made of what this registers.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers them.</summary>
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ProductStore>();
#if AWSSDK_LAMBDA
        // The client that jobs are dispatched with, where the services have one.
        services.AddSingleton<Amazon.Lambda.IAmazonLambda>(static _ => new Amazon.Lambda.AmazonLambdaClient());
#endif
    }
}
