// libraries: AmazonLambdaCore, PollyV8
using Polly;
using Polly.Retry;

public sealed class Function(HttpClient http)
{
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3 })
        .Build();

    private readonly ResiliencePipeline<string> _typed = Make();

    public async Task<string> WithoutAToken(string url) => await s_retries.{|AJ1002:ExecuteAsync|}(async ct => await http.GetStringAsync(url, ct));

    public async Task<string> WithNone(string url) => await s_retries.{|AJ1002:ExecuteAsync|}(async ct => await http.GetStringAsync(url, ct), CancellationToken.None);

    public async Task<string> OfATypedPipeline(string url) => await _typed.{|AJ1002:ExecuteAsync|}(async ct => await http.GetStringAsync(url, ct));

    public async Task<string> OfAMethod(string url) => await _typed.{|AJ1002:ExecuteAsync|}(Load, url);

    public async Task<string> OfNothing(string url) => await ResiliencePipeline.Empty.{|AJ1002:ExecuteAsync|}(async t => await http.GetStringAsync(url, t));

    public Task<string> Handed(string url) => Run(async t => await http.GetStringAsync(url, t));

    private static async Task<string> Run(Func<CancellationToken, Task<string>> load) =>
        await s_retries.{|AJ1002:ExecuteAsync|}(async t => await load(t));

    private async ValueTask<string> Load(string url, CancellationToken ct) => await http.GetStringAsync(url, ct);

    private static ResiliencePipeline<string> Make()
    {
        var builder = new ResiliencePipelineBuilder<string>();
        builder.AddRetry(new RetryStrategyOptions<string>());
        return builder.Build();
    }
}
