// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl;
using Flurl.Http;

public class Function
{
    public async Task<string> Handler(string id, ILambdaContext context)
    {
        var left = context.RemainingTime * 0.9;
        var a = await "https://api.example".AppendPathSegment(id).WithTimeout(left).GetStringAsync();
        var b = await "https://api.example/b".WithTimeout((int)context.RemainingTime.TotalSeconds / 2).GetStringAsync();
        return a + b;
    }
}
