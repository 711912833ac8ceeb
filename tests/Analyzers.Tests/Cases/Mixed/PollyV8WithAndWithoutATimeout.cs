// libraries: AmazonLambdaCore, PollyV8
using Polly;
using Polly.Retry;

public sealed class Function(HttpClient http)
{
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3 })
        .Build();

    private static readonly ResiliencePipeline s_fixed = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(9)).Build();

    public async Task<string> WithoutAToken(string url) => await s_retries.{|AJ1002:ExecuteAsync|}(async ct => await http.GetStringAsync(url, ct));

    public async Task<string> OfAFixedTimeout(string url) => await s_fixed.ExecuteAsync(async t => await http.GetStringAsync(url, t));

    public async Task<string> OfAFixedTimeoutInABuilder(string url) => await MakeWithTimeout().ExecuteAsync(async t => await http.GetStringAsync(url, t));

    public async Task<string> WithoutThePipelinesToken(string url) => await s_retries.ExecuteAsync(async t => await http.{|AJ1002:GetStringAsync|}(url));

    public async Task<string> OfPipelinesInAPipeline(string url) => await new ResiliencePipelineBuilder().AddPipeline(s_retries).AddPipeline(s_fixed).Build().ExecuteAsync(async t => await http.GetStringAsync(url, t));

    private static ResiliencePipeline<string> MakeWithTimeout()
    {
        var builder = new ResiliencePipelineBuilder<string>();
        builder.AddRetry(new RetryStrategyOptions<string>());
        builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(4));
        return builder.Build();
    }
}
