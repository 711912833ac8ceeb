// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;
using Polly.Wrap;

public class Function
{
    private static readonly HttpClient s_http = new();
    private readonly AsyncPolicyWrap _policy;

    public Function()
    {
        var timeout = Policy.{|AJ1005:TimeoutAsync|}(TimeSpan.FromSeconds(7), (context, span, task) => Task.CompletedTask);
        _policy = Policy.Handle<HttpRequestException>().RetryAsync(2).WrapAsync(timeout);
    }

    public Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        _policy.ExecuteAsync(ct => s_http.GetStringAsync(url, ct), token);
}
