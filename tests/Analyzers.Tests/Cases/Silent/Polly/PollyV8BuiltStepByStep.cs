// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;
using Polly.Timeout;

public static class Limits
{
    public static ResiliencePipelineBuilder AddLimit(this ResiliencePipelineBuilder builder) => builder.AddTimeout(TimeSpan.FromSeconds(3));
}

public sealed class Prices(HttpClient http)
{
    private static readonly Lazy<ResiliencePipeline> s_late = new(Build);

    public async Task<string> Local(string url, InvocationBudget budget)
    {
        ResiliencePipelineBuilder builder = new();
        builder.AddTimeout(TimeSpan.FromSeconds(4));
        ResiliencePipeline pipeline = builder.Build();
        return await pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);
    }

    public async Task<string> Extension(string url, InvocationBudget budget) => await new ResiliencePipelineBuilder().AddLimit().Build()
        .ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    public async Task<string> Options(string url, InvocationBudget budget)
    {
        TimeoutStrategyOptions options = new();
        options.Timeout = TimeSpan.FromSeconds(3);
        return await new ResiliencePipelineBuilder().AddTimeout(options).Build()
            .ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);
    }

    public async Task<string> Late(string url, InvocationBudget budget) =>
        await s_late.Value.ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    private static ResiliencePipeline Build() => new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(4)).Build();
}
