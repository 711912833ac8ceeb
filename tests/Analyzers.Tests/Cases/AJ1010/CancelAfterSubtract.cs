using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource();
        cts.CancelAfter({|AJ1010:context.RemainingTime.Subtract(s_reserve)|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
