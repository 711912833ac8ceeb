// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;
using Polly.Timeout;

public class Function
{
    private readonly HttpClient _http = new();
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public Function()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            Name = "attempt",
            {|AJ1005:Timeout = TimeSpan.FromSeconds(3)|},
        });
        _pipeline = builder.Build();
    }

    public async Task<int> Handler(string url, CancellationToken cancellationToken, ILambdaContext context)
    {
        var response = await _pipeline.ExecuteAsync(async ct => await _http.GetAsync(url, ct), cancellationToken);
        return (int)response.StatusCode;
    }
}
