using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    private static async Task<string> GetAsync(string url, TimeSpan timeout)
    {
        using var cts = new CancellationTokenSource(timeout);
        return await s_http.GetStringAsync(url, cts.Token);
    }

    public Task<string> Handler(string url, ILambdaContext context) => GetAsync(url, context.RemainingTime * 0.8);
}
