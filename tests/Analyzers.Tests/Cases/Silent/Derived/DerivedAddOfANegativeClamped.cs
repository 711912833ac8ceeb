using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var limit = context.RemainingTime.Add(TimeSpan.FromMilliseconds(-500));
        if (limit < TimeSpan.FromMilliseconds(1))
            limit = TimeSpan.FromMilliseconds(1);
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
