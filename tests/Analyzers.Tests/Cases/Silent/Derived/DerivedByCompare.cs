using Amazon.Lambda.Core;

public static class TimeSpans
{
    public static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(TimeSpans.Min(TimeSpan.FromSeconds(10), context.RemainingTime * 0.9));
        return await http.GetStringAsync(url, cts.Token);
    }
}
