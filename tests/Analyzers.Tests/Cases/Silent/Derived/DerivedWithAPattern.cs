using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string?> Handler(string url, ILambdaContext context)
    {
        if (context is not { RemainingTime: { TotalSeconds: > 2 } remaining })
            return null;
        using var cts = new CancellationTokenSource(remaining * 0.9);
        return await http.GetStringAsync(url, cts.Token);
    }
}
