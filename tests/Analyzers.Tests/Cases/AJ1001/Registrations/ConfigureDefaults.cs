// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// newest: ConfigureHttpClientDefaults came with version 8
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(builder => builder.ConfigureHttpClient(client =>
        {
            {|AJ1001:client.Timeout = TimeSpan.FromMilliseconds(2500)|};
        }));
}
