// libraries: AmazonLambdaCore, PollyV8
using Polly;

public sealed class Prices(HttpClient http)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(4)).Build();

    public async Task<string> Get(string url, CancellationToken stop)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(stop);
        Outcome<string> outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (given, state) => Outcome.FromResult(await state.Http.GetStringAsync(state.Url, given.CancellationToken)),
            context,
            (Http: http, Url: url));
        return outcome.Result ?? "";
    }
}
