using Amazon.Lambda.Core;

public class Function(HttpClient http, TimeProvider clock)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9, clock);
        return await http.GetStringAsync(url, cts.Token);
    }
}
