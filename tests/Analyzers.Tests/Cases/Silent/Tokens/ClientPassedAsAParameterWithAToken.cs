using Amazon.Lambda.Core;

public static class Calls
{
    public static async Task<T> WithClient<T>(HttpClient client, Func<HttpClient, CancellationToken, Task<T>> call, CancellationToken token) => await call(client, token);
}

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        return await Calls.WithClient(s_http, (http, token) => http.GetStringAsync(url, token), cts.Token);
    }
}
