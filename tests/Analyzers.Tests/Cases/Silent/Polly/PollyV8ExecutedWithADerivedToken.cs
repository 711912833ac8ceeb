// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;
using Polly.Retry;

public sealed class Jobs(HttpClient http)
{
    private static readonly ResiliencePipeline s_pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromSeconds(1), BackoffType = DelayBackoffType.Exponential })
        .AddTimeout(TimeSpan.FromSeconds(5))
        .Build();

    [AsyncJob("POST /quotes")]
    public async Task<string> Quote(string symbol, JobContext job) =>
        await s_pipeline.ExecuteAsync(async token => await http.GetStringAsync(symbol, token), job.CancellationToken);
}
