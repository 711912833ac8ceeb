// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using AsyncJobs;
using Polly;
using Polly.Timeout;

public class Function(HttpClient http)
{
    private static readonly IAsyncPolicy s_policy = Policy.TimeoutAsync(() => InvocationBudget.Current.Remaining, TimeoutStrategy.Optimistic);

    public Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        s_policy.ExecuteAsync(ct => http.GetStringAsync(url, ct), token);
}
