using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var limit = new[] { TimeSpan.FromSeconds(10), context.RemainingTime * 0.9 }.Min();
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
