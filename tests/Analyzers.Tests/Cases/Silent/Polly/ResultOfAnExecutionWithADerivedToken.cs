// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using Polly;

public class Quotes(HttpClient http)
{
    private string? _last;

    public async Task<string> Read(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource(Left(context));
        string first = await Policy.TimeoutAsync(9).ExecuteAsync(token => http.GetStringAsync(url, token), source.Token);
        _last = await Policy.TimeoutAsync(9).ExecuteAsync(token => http.GetStringAsync(first, token), source.Token);
        return await Policy.TimeoutAsync(9).ExecuteAsync(token => http.GetStringAsync(url + _last, token), source.Token);
    }

    private static TimeSpan Left(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
