using Amazon.Lambda.Core;

public sealed class Quotes(HttpClient http)
{
    public async Task<string> Get(string url, ILambdaContext context)
    {
        var deadline = DateTimeOffset.UtcNow + context.RemainingTime;
        deadline = deadline.AddSeconds(-2);
        var left = deadline - DateTimeOffset.UtcNow;
        using var ending = new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left);
        return await http.GetStringAsync(url, ending.Token);
    }

    public async Task<string> GetClamped(string url, ILambdaContext context)
    {
        var left = context.RemainingTime;
        left = left - TimeSpan.FromSeconds(1);
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        using var ending = new CancellationTokenSource(left);
        return await http.GetStringAsync(url, ending.Token);
    }
}
