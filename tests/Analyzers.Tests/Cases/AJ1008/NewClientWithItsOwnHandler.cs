using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var client = {|AJ1008:new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All })
        {
            Timeout = context.RemainingTime / 3,
        }|};
        return await client.GetStringAsync(url);
    }
}
