using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(2);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - s_reserve;
        using var cts = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return await http.GetStringAsync(url, cts.Token);
    }
}
