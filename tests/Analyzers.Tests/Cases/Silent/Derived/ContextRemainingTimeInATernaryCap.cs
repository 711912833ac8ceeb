using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var usable = context.RemainingTime - TimeSpan.FromSeconds(2);
        var limit = usable > TimeSpan.FromSeconds(15) ? TimeSpan.FromSeconds(15)
            : usable > TimeSpan.Zero ? usable
            : TimeSpan.Zero;
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
