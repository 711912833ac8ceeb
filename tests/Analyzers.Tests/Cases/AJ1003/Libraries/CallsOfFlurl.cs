// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl;
using Flurl.Http;

public class Function
{
    public async Task<string> Handler(string id, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
        return await "https://api.example".AppendPathSegments("orders", id).GetStringAsync(cancellationToken: cts.Token);
    }
}
