// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl;
using Flurl.Http;

public class Function
{
    public async Task<string> Handler(string id, ILambdaContext context)
    {
        var first = await "https://api.example".AppendPathSegment(id).{|AJ1006:WithTimeout|}(10).GetStringAsync();
        var second = await "https://api.example/b".{|AJ1006:WithTimeout|}(TimeSpan.FromSeconds(3)).GetJsonAsync<string>();
        return first + second;
    }
}
