// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("x", client =>
    {
        client.BaseAddress = new Uri("https://x.example");
        client.Timeout = Timeout.InfiniteTimeSpan;
    });
}
