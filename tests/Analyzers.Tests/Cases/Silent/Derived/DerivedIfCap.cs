using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var timeout = TimeSpan.FromSeconds(20);
        var remaining = context.RemainingTime * 0.9;
        if (remaining < timeout)
            timeout = remaining;

        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
