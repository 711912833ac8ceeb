// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    private static readonly ResiliencePipeline s_pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)).Build();

    [AsyncJob("POST /quotes")]
    public async Task<string> Quote(string symbol, JobContext job) =>
        await s_pipeline.ExecuteAsync(async token => await http.GetStringAsync(symbol, token), job.CancellationToken);

    public async Task<string> Probe(CancellationToken anything) =>
        await s_pipeline.ExecuteAsync(async token => await http.GetStringAsync("probe", token), anything);
}
