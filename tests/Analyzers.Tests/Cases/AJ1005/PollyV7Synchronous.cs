// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;
using Polly.Timeout;

public class Function(HttpClient http)
{
    private static readonly TimeoutPolicy s_policy = Policy.{|AJ1005:Timeout|}(5, TimeoutStrategy.Pessimistic);

    public int Handler(string url, CancellationToken token, ILambdaContext context) =>
        s_policy.Execute(() => (int)http.Send(new HttpRequestMessage(HttpMethod.Get, url), token).StatusCode);
}
