using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using (var client = {|AJ1008:new HttpClient()|})
        {
            client.Timeout = TimeSpan.FromSeconds(context.RemainingTime.TotalSeconds * 0.75);
            return await client.GetStringAsync(url);
        }
    }
}
