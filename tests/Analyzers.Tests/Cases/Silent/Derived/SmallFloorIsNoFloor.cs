using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var ms = Math.Max(50, context.RemainingTime.TotalMilliseconds - 1500);
        using var cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(ms));
        return await http.GetStringAsync(url, cts.Token);
    }
}
