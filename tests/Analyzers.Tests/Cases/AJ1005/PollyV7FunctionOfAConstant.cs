// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;
using Polly.Timeout;

public class Function(HttpClient http)
{
    private readonly IAsyncPolicy _policy = Policy.{|AJ1005:TimeoutAsync|}(() => TimeSpan.FromSeconds(4), TimeoutStrategy.Optimistic);

    public Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        _policy.ExecuteAsync(ct => http.GetStringAsync(url, ct), token);
}
