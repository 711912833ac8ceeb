using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan timeout;
        if (context.RemainingTime > TimeSpan.FromSeconds(30))
            timeout = TimeSpan.FromSeconds(20);
        else
            timeout = context.RemainingTime / 2;

        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
