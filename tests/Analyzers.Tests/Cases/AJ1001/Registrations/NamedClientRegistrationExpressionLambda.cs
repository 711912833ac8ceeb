// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static IServiceCollection AddClients(this IServiceCollection services)
    {
        services.AddHttpClient("github", c => {|AJ1001:c.Timeout = TimeSpan.FromMinutes(1)|});
        services.AddHttpClient("gitlab").ConfigureHttpClient(static (provider, c) => {|AJ1001:c.Timeout = new TimeSpan(0, 0, 20)|});
        return services;
    }
}
