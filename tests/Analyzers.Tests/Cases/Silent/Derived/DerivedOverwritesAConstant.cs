using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext? context)
    {
        TimeSpan timeout = TimeSpan.FromSeconds(30);
        if (context is not null)
            timeout = context.RemainingTime * 0.9;
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
