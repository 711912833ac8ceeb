using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        long ticks = context.RemainingTime.Ticks;
        var limit = TimeSpan.FromTicks(ticks / 10 * 9);
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
