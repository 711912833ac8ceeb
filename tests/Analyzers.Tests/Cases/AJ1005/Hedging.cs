// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpResilience
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("search").AddStandardHedgingHandler().Configure(options =>
    {
        {|AJ1005:options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(8)|};
        {|AJ1005:options.Endpoint.Timeout.Timeout = TimeSpan.FromSeconds(2)|};
        options.Hedging.Delay = TimeSpan.FromMilliseconds(300);
    });
}
