// libraries: AmazonLambdaCore, PollyV7
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    public Task<string> Wrapped(string url, CancellationToken stop) => Policy
        .WrapAsync(Policy.Handle<HttpRequestException>().RetryAsync(2), Policy.{|AJ1005:TimeoutAsync|}(9))
        .ExecuteAsync(token => http.GetStringAsync(url, token), stop);

    public Task<string[]> OneOfTwo(string url, InvocationBudget budget, CancellationToken stop) => Task.WhenAll(
        Policy.TimeoutAsync(9).ExecuteAsync(token => http.GetStringAsync(url, token), budget.Token),
        Policy.{|AJ1005:TimeoutAsync|}(9).ExecuteAsync(token => http.GetStringAsync(url, token), stop));
}
