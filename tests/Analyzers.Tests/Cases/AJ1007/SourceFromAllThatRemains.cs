using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1007:context.RemainingTime|});
        return await s_http.GetStringAsync(url, cts.Token);
    }
}
