// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, PollyV8DependencyInjection
// newest: keyed services
using Microsoft.Extensions.DependencyInjection;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.AddResiliencePipeline("prices", static builder => builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)));
}

public sealed class Prices(HttpClient http, [FromKeyedServices("prices")] ResiliencePipeline pipeline)
{
    public async Task<string> Get(string url, CancellationToken stop) =>
        await pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
}
