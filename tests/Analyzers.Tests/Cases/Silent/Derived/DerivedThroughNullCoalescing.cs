using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext? context)
    {
        TimeSpan limit = context?.RemainingTime * 0.9 ?? TimeSpan.FromSeconds(30);
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
