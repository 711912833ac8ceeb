// libraries: AmazonLambdaCore, FlurlV4
using Flurl.Http;

public static class Quotes
{
    public static async Task<string> Get(string url)
    {
        using CancellationTokenSource source = {|AJ1003:new(TimeSpan.FromSeconds(5))|};
        return await url.WithTimeout(10).GetStringAsync(cancellationToken: source.Token);
    }
}
