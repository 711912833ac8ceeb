using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1010:(int)Math.Min(30_000, context.RemainingTime.TotalMilliseconds - 1000)|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
