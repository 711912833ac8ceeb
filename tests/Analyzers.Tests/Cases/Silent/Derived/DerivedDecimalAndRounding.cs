using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var whole = (int)Math.Floor(context.RemainingTime.TotalSeconds * 0.85);
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(whole));
        using var other = new CancellationTokenSource(Convert.ToInt32(context.RemainingTime.TotalMilliseconds) / 4);
        return await http.GetStringAsync(url, cts.Token) + await http.GetStringAsync(url, other.Token);
    }
}
