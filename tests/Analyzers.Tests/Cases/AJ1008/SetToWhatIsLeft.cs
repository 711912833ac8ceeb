// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_client = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        {|AJ1008:s_client.Timeout = context.RemainingTime - TimeSpan.FromSeconds(1)|};
        return await s_client.GetStringAsync(url);
    }

    public async Task<string> Made(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new HttpClient { Timeout = context.RemainingTime - TimeSpan.FromSeconds(1) }|};
        return await client.GetStringAsync(url);
    }
}
