using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var remaining = new CancellationTokenSource(context.RemainingTime * 0.9);
        using var capped = CancellationTokenSource.CreateLinkedTokenSource(remaining.Token);
        capped.CancelAfter(TimeSpan.FromSeconds(5));
        return await http.GetStringAsync(url, capped.Token);
    }
}
