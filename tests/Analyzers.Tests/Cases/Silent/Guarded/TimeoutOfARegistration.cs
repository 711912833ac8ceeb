// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

public class Clues(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("clues");
}

public class Hints(IHttpClientFactory clients)
{
    public Task<string> Get() => clients.CreateClient("hints").GetStringAsync("hints");

    public Task<string> More() => clients.CreateClient("more").GetStringAsync("more");
}

public static class Function
{
    public static async Task<string> Handle(IServiceCollection services, ILambdaContext context)
    {
        TimeSpan left = Left(context);
        services.AddHttpClient<Clues>(http => http.Timeout = left);
        services.AddHttpClient("hints").ConfigureHttpClient(http => http.Timeout = left);
        services.Configure<HttpClientFactoryOptions>("more", options => options.HttpClientActions.Add(http => http.Timeout = left));
        using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<Clues>().Get() + await provider.GetRequiredService<Hints>().Get();
    }

    private static TimeSpan Left(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
