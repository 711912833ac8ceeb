// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public sealed record ApiOptions
{
    public int TimeoutInSeconds { get; init; } = 20;
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("api").ConfigureHttpClient((sp, client) =>
    {
        var options = sp.GetRequiredService<IOptionsMonitor<ApiOptions>>().CurrentValue;
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(options.TimeoutInSeconds)|};
    });
}
