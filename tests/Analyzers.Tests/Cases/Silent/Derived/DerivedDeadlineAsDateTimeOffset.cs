using Amazon.Lambda.Core;

public class Function(HttpClient http, TimeProvider time)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        DateTimeOffset deadline = time.GetUtcNow().Add(context.RemainingTime).AddSeconds(-2);
        var left = deadline.Subtract(time.GetUtcNow());
        using var cts = new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left, time);
        return await http.GetStringAsync(url, cts.Token);
    }
}
