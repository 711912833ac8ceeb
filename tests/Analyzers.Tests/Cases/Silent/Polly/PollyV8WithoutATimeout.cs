// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;
using Polly.Retry;
using Polly.Timeout;

public sealed class Function(HttpClient http, ResiliencePipeline injected)
{
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3 })
        .Build();

    private static readonly ResiliencePipeline s_derived = new ResiliencePipelineBuilder()
        .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => new(InvocationBudget.Current.Remaining) })
        .Build();

    public async Task<string> WithTheCallersToken(string url, CancellationToken ct) => await s_retries.ExecuteAsync(async t => await http.GetStringAsync(url, t), ct);

    public async Task<string> OfATimeoutThatIsMade(string url) => await s_derived.ExecuteAsync(async t => await http.GetStringAsync(url, t));

    public async Task<string> OfAPipelineFromElsewhere(string url) => await injected.ExecuteAsync(async t => await http.GetStringAsync(url, t));

    public async Task<string> Linked(string url, InvocationBudget budget) => await s_retries.ExecuteAsync(async t =>
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(t, budget.Token);
        return await http.GetStringAsync(url, cts.Token);
    });

    public async Task<string> WithTheBudgetInside(string url, InvocationBudget budget) => await s_retries.ExecuteAsync(async t => await http.GetStringAsync(url, budget.Token));

    public async Task WithoutACall() => await s_retries.ExecuteAsync(async t => await Task.Delay(100, t));
}
