using Amazon.Lambda.Core;

public static class HttpExtensions
{
    public static async Task<string> GetWithTimeoutAsync(this HttpClient http, string url, TimeSpan timeout)
    {
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) => http.GetWithTimeoutAsync(url, {|AJ1003:TimeSpan.FromSeconds(5)|});

    public Task<string> Better(string url, ILambdaContext context) => http.GetWithTimeoutAsync(url, context.RemainingTime * 0.7);
}
