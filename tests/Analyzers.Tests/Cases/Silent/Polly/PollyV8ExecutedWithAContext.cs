// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;

public sealed class Prices(HttpClient http)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(4)).Build();

    public async Task<string> Get(string url, InvocationBudget budget)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(budget.Token);
        try
        {
            Outcome<string> outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (given, state) => Outcome.FromResult(await state.Http.GetStringAsync(state.Url, given.CancellationToken)),
                context,
                (Http: http, Url: url));
            return outcome.Result ?? "";
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
