// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

public class Function(HttpClient http)
{
    private static readonly ResiliencePipeline<HttpResponseMessage> s_pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage> { Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(10) })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
        })
        .Build();

    public async Task<int> Handler(string url, CancellationToken token, ILambdaContext context) =>
        (int)(await s_pipeline.ExecuteAsync(async ct => await http.GetAsync(url, ct), token)).StatusCode;
}
