// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Gateway
{
    private readonly ResiliencePipeline _pipeline;
    private readonly HttpClient _http;

    public Gateway(ResiliencePipeline pipeline, HttpClient http)
    {
        _pipeline = pipeline;
        _http = http;
    }

    public async Task<string> Get(string url) => await _pipeline.ExecuteAsync(async token => await _http.GetStringAsync(url, token));
}

public class Function
{
    private static readonly HttpClient s_http = new();
    private static readonly Gateway s_gateway = new(new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(8)).Build(), s_http);

    public Task<string> Handler(string url, ILambdaContext context) => s_gateway.Get(url);
}
