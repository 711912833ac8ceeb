using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var start = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var limit = new CancellationTokenSource(context.RemainingTime * 0.9);
        return await Task.Run(() => http.GetStringAsync(url, limit.Token), start.Token);
    }
}
