using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var client = {|AJ1008:new HttpClient { Timeout = context.RemainingTime * 0.8 }|};
        return await client.GetStringAsync(url);
    }
}
