// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

public static class Startup
{
    private const int AttemptSeconds = 4;

    public static void Add(IServiceCollection services) => services.AddHttpClient("catalog").AddStandardResilienceHandler()
        .Configure(o => o.AttemptTimeout = new HttpTimeoutStrategyOptions { {|AJ1005:Timeout = TimeSpan.FromSeconds(AttemptSeconds)|} });
}
