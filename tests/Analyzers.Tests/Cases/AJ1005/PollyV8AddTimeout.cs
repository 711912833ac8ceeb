// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;
using Polly.Retry;

public class Function(HttpClient http)
{
    private static readonly ResiliencePipeline s_pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.FromMilliseconds(200) })
        .{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(10))
        .Build();

    public async Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        await s_pipeline.ExecuteAsync(async ct => await http.GetStringAsync(url, ct), token);
}
