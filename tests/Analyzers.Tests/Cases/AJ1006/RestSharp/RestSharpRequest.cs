// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function(IRestClient client)
{
    public async Task<string?> Handler(string path, ILambdaContext context)
    {
        var request = new RestRequest(path, Method.Post) { {|AJ1006:Timeout = TimeSpan.FromSeconds(4)|} };
        request.AddJsonBody(new { path });
        return (await client.ExecuteAsync(request)).Content;
    }
}
