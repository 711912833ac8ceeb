using Amazon.Lambda.Core;

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var client = new HttpClient(s_handler, disposeHandler: false)
        {
            BaseAddress = new Uri("https://api.example"),
            Timeout = context.RemainingTime * 0.9,
        };
        return await client.GetStringAsync(url);
    }
}
