// libraries: AmazonLambdaCore, PollyV7
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    public Task<string> Wrapped(string url, InvocationBudget budget) => Policy
        .WrapAsync(Policy.Handle<HttpRequestException>().RetryAsync(2), Policy.TimeoutAsync(9))
        .ExecuteAsync(token => http.GetStringAsync(url, token), budget.Token);

    public Task<string> Inner(string url, InvocationBudget budget) => Policy.Handle<HttpRequestException>().RetryAsync(2)
        .WrapAsync(Policy.TimeoutAsync(9))
        .ExecuteAsync(token => http.GetStringAsync(url, token), budget.Token);
}
