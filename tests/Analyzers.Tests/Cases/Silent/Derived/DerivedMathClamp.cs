using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(Math.Clamp((int)context.RemainingTime.TotalMilliseconds - 800, 0, 20_000));
        return await http.GetStringAsync(url, cts.Token);
    }
}
