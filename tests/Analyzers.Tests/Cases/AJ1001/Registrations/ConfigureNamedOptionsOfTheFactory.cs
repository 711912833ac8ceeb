// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.Configure<HttpClientFactoryOptions>(options =>
        options.HttpClientActions.Add(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(33)|}));
}
