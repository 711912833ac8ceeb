using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const int ReserveMs = 750;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1010:(int)(context.RemainingTime.TotalMilliseconds - ReserveMs)|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
