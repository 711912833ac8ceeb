using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        double budget = context.RemainingTime.TotalMilliseconds * 90 / 100;
        using var cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(budget));
        return await http.GetStringAsync(url, cts.Token);
    }
}
