using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const int MaxMs = 10_000;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        int ms = (int)Math.Min(MaxMs, context.RemainingTime.TotalMilliseconds * 0.9);
        using var cts = new CancellationTokenSource();
        cts.CancelAfter(ms);
        return await http.GetStringAsync(url, cts.Token);
    }
}
