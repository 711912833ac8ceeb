using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpMessageHandler s_handler = new SocketsHttpHandler();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var client = new HttpClient(s_handler, false) { Timeout = {|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(1)|} };
        return await client.GetStringAsync(url);
    }
}
