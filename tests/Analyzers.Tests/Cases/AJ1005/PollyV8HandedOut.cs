// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;

public sealed class Prices(HttpClient http)
{
    public Func<ResiliencePipeline> Maker() => Build;

    public async Task<string> Get(string url, InvocationBudget budget) =>
        await Build().ExecuteAsync(async token => await http.GetStringAsync(url, token), budget.Token);

    private static ResiliencePipeline Build() => new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(4)).Build();
}
