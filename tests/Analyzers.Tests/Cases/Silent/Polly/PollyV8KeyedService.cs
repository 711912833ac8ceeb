// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, PollyV8DependencyInjection
// newest: keyed services
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.AddResiliencePipeline("prices", static builder => builder.AddTimeout(TimeSpan.FromSeconds(5)));
}

public sealed class Prices(HttpClient http, [FromKeyedServices("prices")] ResiliencePipeline pipeline)
{
    public async Task<string> Get(string url, InvocationBudget budget) =>
        await pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);
}
