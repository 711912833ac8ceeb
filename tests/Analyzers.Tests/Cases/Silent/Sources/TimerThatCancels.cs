using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource();
        using var timer = new Timer(_ => cts.Cancel(), null, context.RemainingTime * 0.9, Timeout.InfiniteTimeSpan);
        return await http.GetStringAsync(url, cts.Token);
    }
}
