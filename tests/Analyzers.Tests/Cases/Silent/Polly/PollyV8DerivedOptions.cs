// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;
using Polly.Timeout;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, CancellationToken token, ILambdaContext context)
    {
        var half = context.RemainingTime / 2;
        var pipeline = new ResiliencePipelineBuilder().AddTimeout(new TimeoutStrategyOptions { Timeout = half }).Build();
        return await pipeline.ExecuteAsync(async ct => await http.GetStringAsync(url, ct), token);
    }
}
