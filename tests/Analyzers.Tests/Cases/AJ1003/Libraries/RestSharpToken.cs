// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function(IRestClient rest)
{
    public async Task<string?> Handler(string path, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(6))|};
        RestResponse response = await rest.ExecuteAsync(new RestRequest(path), cts.Token);
        return response.Content;
    }
}
