using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(10)|} };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.8);
        return await s_http.GetStringAsync(url, cts.Token);
    }
}
