// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(context.RemainingTime * 0.9)
            .Build();
        return await pipeline.ExecuteAsync(async ct => await http.GetStringAsync(url, ct));
    }
}
