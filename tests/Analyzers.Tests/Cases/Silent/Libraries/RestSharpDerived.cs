// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function(IRestClient client)
{
    public async Task<string?> Handler(string path, ILambdaContext context)
    {
        var request = new RestRequest(path) { Timeout = context.RemainingTime * 0.9 };
        var response = await client.ExecuteAsync(request);
        return response.Content;
    }
}
