// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsConfiguration
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

public class HttpSettings
{
    public double TimeoutSeconds { get; set; }
}

public static class Startup
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Http").Get<HttpSettings>()!;
        services.AddHttpClient("x", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds)|});
    }
}
