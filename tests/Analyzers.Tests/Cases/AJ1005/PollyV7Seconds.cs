// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;
using Polly.Timeout;

public class Function
{
    private static readonly HttpClient s_http = new();
    private static readonly AsyncTimeoutPolicy s_timeout = Policy.{|AJ1005:TimeoutAsync|}(10);

    public Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        s_timeout.ExecuteAsync(ct => s_http.GetStringAsync(url, ct), token);
}
