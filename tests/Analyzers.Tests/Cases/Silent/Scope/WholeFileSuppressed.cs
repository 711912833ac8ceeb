#pragma warning disable AJ1001, AJ1002, AJ1003, AJ1004
using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(1000);
        return await s_http.GetStringAsync(url) + await s_http.GetStringAsync(url, cts.Token) + await s_http.GetStringAsync(url).WaitAsync(TimeSpan.FromSeconds(1));
    }
}
