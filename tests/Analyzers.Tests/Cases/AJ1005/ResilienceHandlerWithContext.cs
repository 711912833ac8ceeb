// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Timeout;

public static class Startup
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddHttpClient("search").AddResilienceHandler("limits", static (pipeline, context) => pipeline
            .AddTimeout(new TimeoutStrategyOptions { {|AJ1005:Timeout = TimeSpan.FromSeconds(9)|} }));
        return services;
    }
}
