// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("catalog").AddStandardResilienceHandler(options =>
    {
        {|AJ1005:options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(5)|};
        {|AJ1005:options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(25)|};
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
        options.Retry.Delay = TimeSpan.FromSeconds(1);
    });
}
