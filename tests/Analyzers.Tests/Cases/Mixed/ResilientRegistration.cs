// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient("catalog", c =>
            {
                c.BaseAddress = new Uri("https://catalog.example");
                {|AJ1001:c.Timeout = TimeSpan.FromSeconds(60)|};
            })
            .SetHandlerLifetime(TimeSpan.FromMinutes(2))
            .AddStandardResilienceHandler(o =>
            {
                o.Retry.MaxRetryAttempts = 4;
                o.Retry.Delay = TimeSpan.FromSeconds(1);
                {|AJ1005:o.AttemptTimeout.Timeout = TimeSpan.FromSeconds(10)|};
                {|AJ1005:o.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(45)|};
            });
    }
}
