// libraries: AmazonLambdaCore, PollyV7
using Polly;
using Polly.Retry;

public sealed class Function(HttpClient http)
{
    private static readonly AsyncRetryPolicy<string> s_retry = Policy<string>.Handle<HttpRequestException>().WaitAndRetryAsync(3, i => TimeSpan.FromSeconds(i));
    private static readonly IAsyncPolicy s_wrap = Policy.WrapAsync(Policy.Handle<Exception>().RetryAsync(2), Policy.NoOpAsync());
    private static readonly IAsyncPolicy s_limited = Policy.WrapAsync(Policy.Handle<Exception>().RetryAsync(2), Policy.{|AJ1005:TimeoutAsync|}(3));

    public Task<string> OfATypedPolicy(string url) => s_retry.{|AJ1002:ExecuteAsync|}(ct => http.GetStringAsync(url, ct), CancellationToken.None);

    public Task<string> OfAWrap(string url) => s_wrap.{|AJ1002:ExecuteAsync|}(ct => http.GetStringAsync(url, ct), default);

    public Task<string> OfAFixedTimeout(string url) => s_limited.ExecuteAsync(ct => http.GetStringAsync(url, ct), CancellationToken.None);

    public Task<string> WithoutThePolicysToken(string url) => s_retry.ExecuteAsync(() => http.{|AJ1002:GetStringAsync|}(url));

    public Task<string> Inline(string url) => Policy.Handle<HttpRequestException>().OrResult<string>(r => r == "").RetryAsync(3).{|AJ1002:ExecuteAsync|}(ct => http.GetStringAsync(url, ct), CancellationToken.None);

    public Task<PolicyResult<string>> Captured(string url) => s_retry.{|AJ1002:ExecuteAndCaptureAsync|}(ct => http.GetStringAsync(url, ct), CancellationToken.None);
}
