// langversion: preview
using Amazon.Lambda.Core;

public class Invocation(HttpClient http)
{
    public TimeSpan Limit
    {
        get => field;
        set => field = value < TimeSpan.Zero ? TimeSpan.Zero : value;
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        Limit = context.RemainingTime - TimeSpan.FromSeconds(1);
        using var cts = new CancellationTokenSource(Limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
