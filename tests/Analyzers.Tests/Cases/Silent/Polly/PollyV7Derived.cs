// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var policy = Policy.TimeoutAsync(context.RemainingTime * 0.9);
        return await policy.ExecuteAsync(ct => http.GetStringAsync(url, ct), CancellationToken.None);
    }
}
