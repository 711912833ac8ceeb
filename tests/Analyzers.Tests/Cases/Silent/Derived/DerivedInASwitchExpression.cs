using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string kind, string url, ILambdaContext context)
    {
        TimeSpan limit = kind switch
        {
            "fast" => context.RemainingTime / 10,
            "slow" => context.RemainingTime * 0.9,
            _ => context.RemainingTime / 2,
        };
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
