// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("catalog")
        .AddResilienceHandler("catalog", builder =>
        {
            builder.AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 3 });
            builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(2));
        });
}
