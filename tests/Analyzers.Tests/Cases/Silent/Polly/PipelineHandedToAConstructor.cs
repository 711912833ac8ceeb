// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Gateway
{
    private readonly ResiliencePipeline _pipeline;
    private readonly HttpClient _http;

    public Gateway(ResiliencePipeline pipeline, HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _pipeline = pipeline;
        _http = http;
    }

    public async Task<string> Get(string url, CancellationToken stop) => await _pipeline.ExecuteAsync(async token => await _http.GetStringAsync(url, token), stop);
}

public sealed class Proxy(ResiliencePipeline pipeline, HttpClient http)
{
    public async Task<string> Get(string url, CancellationToken stop) => await pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
}

public sealed record Quotes(ResiliencePipeline Pipeline, HttpClient Http)
{
    public async Task<string> Get(string url, CancellationToken stop) => await Pipeline.ExecuteAsync(async token => await Http.GetStringAsync(url, token), stop);
}

public class Function
{
    private static readonly HttpClient s_http = new();
    private static readonly Gateway s_gateway = new(new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(8)).Build(), s_http);
    private static readonly Proxy s_proxy = new(new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(8)).Build(), s_http);
    private static readonly Quotes s_quotes = new(new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(8)).Build(), s_http);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        using var source = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return await s_gateway.Get(url, source.Token) + await s_proxy.Get(url, source.Token) + await s_quotes.Get(url, source.Token);
    }
}
