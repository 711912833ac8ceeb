// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        var builder = services.AddHttpClient("catalog");
        builder.AddStandardResilienceHandler(options =>
        {
            options.Retry.MaxRetryAttempts = 2;
            options.Retry.Delay = TimeSpan.FromMilliseconds(300);
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
            options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);
        });
        builder.AddBudget("catalog");
    }
}
