// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using AsyncJobs;
using Polly;
using Polly.Timeout;

public class Function(HttpClient http)
{
    private string _last = "";
    private readonly ResiliencePipeline<HttpResponseMessage> _typed =
        new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(3) }).Build();

    public async Task Field(string url, InvocationBudget budget) =>
        _last = await new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(9)).Build()
            .ExecuteAsync(async t => await http.GetStringAsync(url, t), budget.Token);

    public async Task<string> Local(string url, InvocationBudget budget)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(9)).Build();
        string text = await pipeline.ExecuteAsync(async t => await http.GetStringAsync(url, t), budget.Token);
        return text;
    }

    public Task<string> AsTask(string url, InvocationBudget budget) =>
        new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(9)).Build()
            .ExecuteAsync(async t => await http.GetStringAsync(url, t), budget.Token).AsTask();

    public async Task<HttpResponseMessage> Typed(string url, InvocationBudget budget)
    {
        HttpResponseMessage answer = await _typed.ExecuteAsync(async t => await http.GetAsync(url, t), budget.Token);
        return answer;
    }

    public async Task<string> State(string url, InvocationBudget budget) =>
        await new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(9)).Build()
            .ExecuteAsync(static async (state, t) => await state.http.GetStringAsync(state.url, t), (http, url), budget.Token);

    public async Task<string> Context(string url, InvocationBudget budget)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(budget.Token);
        Outcome<string> outcome = await new ResiliencePipelineBuilder<string>().AddTimeout(TimeSpan.FromSeconds(9)).Build()
            .ExecuteOutcomeAsync(async (c, u) => Outcome.FromResult(await http.GetStringAsync(u, c.CancellationToken)), context, url);
        ResilienceContextPool.Shared.Return(context);
        return outcome.Result!;
    }

    public async Task<string> Made(string url, InvocationBudget budget) =>
        await Make().ExecuteAsync(async t => await http.GetStringAsync(url, t), budget.Token);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var answer = await Make().ExecuteAsync(async t => await http.GetStringAsync(url, t), budget.Token).ConfigureAwait(false);
        return answer;
    }

    private static ResiliencePipeline Make()
    {
        ResiliencePipelineBuilder builder = new();
        builder.AddTimeout(TimeSpan.FromSeconds(9));
        return builder.Build();
    }
}
