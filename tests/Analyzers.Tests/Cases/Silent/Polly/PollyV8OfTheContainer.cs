// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, PollyV8DependencyInjection
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Registry;
using Polly.Timeout;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddResiliencePipeline("prices", static builder => builder.AddTimeout(TimeSpan.FromSeconds(5)));
        services.AddResiliencePipeline("rates", static builder =>
        {
            builder.AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(5) });
        });
        services.AddResiliencePipeline<string, string>("texts", static (builder, context) => builder.AddTimeout(TimeSpan.FromSeconds(5)));
    }
}

public sealed class Prices(HttpClient http, ResiliencePipelineProvider<string> pipelines)
{
    private static readonly ResiliencePipelineRegistry<string> s_registry = new();

    static Prices() => s_registry.TryAddBuilder("own", static (builder, _) => builder.AddTimeout(TimeSpan.FromSeconds(3)));

    public async Task<string> Get(string url, InvocationBudget budget) =>
        await pipelines.GetPipeline("prices").ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    public async Task<string> Typed(string url, InvocationBudget budget) =>
        await pipelines.GetPipeline<string>("texts").ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    public async Task<string> Try(string url, InvocationBudget budget) =>
        pipelines.TryGetPipeline("rates", out ResiliencePipeline? pipeline)
            ? await pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token)
            : "";

    public async Task<string> Own(string url, InvocationBudget budget) =>
        await s_registry.GetPipeline("own").ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    public async Task<string> Added(string url, InvocationBudget budget) => await s_registry
        .GetOrAddPipeline("added", static builder => builder.AddTimeout(TimeSpan.FromSeconds(3)))
        .ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);
}
