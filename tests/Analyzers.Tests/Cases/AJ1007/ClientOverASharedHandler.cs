using Amazon.Lambda.Core;

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(2) };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var client = new HttpClient(s_handler, disposeHandler: false) { Timeout = {|AJ1007:context.RemainingTime|} };
        return await client.GetStringAsync(url);
    }
}
