// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, PollyV8DependencyInjection
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Registry;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddResiliencePipeline("prices", static builder => builder.AddTimeout(TimeSpan.FromSeconds(5)));
        services.AddResiliencePipeline("rates", static builder => builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)));
        services.AddResiliencePipeline("nobodys", static builder => builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)));
    }
}

public sealed class Prices(HttpClient http, ResiliencePipelineProvider<string> pipelines)
{
    public async Task<string> Get(string url, InvocationBudget budget) =>
        await pipelines.GetPipeline("prices").ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    public async Task<string> Rates(string url, InvocationBudget budget, CancellationToken stop) =>
        await pipelines.GetPipeline("rates").ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token)
        + await pipelines.GetPipeline("rates").ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
}
