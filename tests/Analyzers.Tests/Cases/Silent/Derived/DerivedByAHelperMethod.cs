using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static TimeSpan TimeLeft(ILambdaContext context)
    {
        var left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(TimeLeft(context));
        return await http.GetStringAsync(url, cts.Token);
    }
}
