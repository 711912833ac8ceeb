// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Function(HttpClient injected)
{
    private static readonly HttpClient s_client = new();
    private static readonly HttpClient s_other = new();

    public async Task<string> Shared(string url, ILambdaContext context)
    {
        {|AJ1008:s_client.Timeout = context.RemainingTime - TimeSpan.FromSeconds(1)|};
        return await s_client.GetStringAsync(url);
    }
    public async Task<string> Injected(string url, ILambdaContext context)
    {
        {|AJ1008:injected.Timeout = context.RemainingTime|};
        return await injected.GetStringAsync(url);
    }
    public async Task<string> Waited(string url, ILambdaContext context) => await s_client.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(3));
    public async Task<string> Source(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource({|AJ1007:context.RemainingTime|});
        return await s_client.GetStringAsync(url, source.Token);
    }
    public async Task<string> Negative(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource({|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(3)|});
        return await s_client.GetStringAsync(url, source.Token);
    }
    public async Task<string> Floor(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds({|AJ1011:Math.Max(2, context.RemainingTime.TotalSeconds - 1)|}));
        return await s_client.GetStringAsync(url, source.Token);
    }
    public async Task<string> After(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource();
        source.CancelAfter({|AJ1007:context.RemainingTime|});
        return await s_client.GetStringAsync(url, source.Token);
    }
    public async Task<string> Piped(string url, ILambdaContext context)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout({|AJ1007:context.RemainingTime|}).Build();
        return await pipeline.ExecuteAsync(async token => await s_client.GetStringAsync(url, token));
    }
    public async Task<string> FixedSource(string url, ILambdaContext context)
    {
        using var source = {|AJ1003:new CancellationTokenSource(3000)|};
        using var both = CancellationTokenSource.CreateLinkedTokenSource(source.Token);
        return await s_other.GetStringAsync(url, both.Token);
    }
}
