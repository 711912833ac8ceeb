using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(10);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var available = context.RemainingTime * 0.9;
        var timeout = available < s_most ? available : s_most;
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
