// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Extensions.Http;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("x")
        .AddPolicyHandler(HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5) }))
        .AddTransientHttpErrorPolicy(policy => policy.CircuitBreakerAsync(5, TimeSpan.FromSeconds(30)))
        .AddTransientHttpErrorPolicy(policy => policy.WaitAndRetryAsync(3, n => TimeSpan.FromMilliseconds(100 * n)));
}
