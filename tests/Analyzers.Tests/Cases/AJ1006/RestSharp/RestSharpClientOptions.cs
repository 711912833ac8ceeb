// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private static readonly RestClient s_client = new(new RestClientOptions("https://api.example")
    {
        {|AJ1006:Timeout = TimeSpan.FromSeconds(10)|},
        ThrowOnAnyError = true,
    });

    public async Task<string?> Handler(string path, ILambdaContext context) => (await s_client.ExecuteAsync(new RestRequest(path))).Content;
}
