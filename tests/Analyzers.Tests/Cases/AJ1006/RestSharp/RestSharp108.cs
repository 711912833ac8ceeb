// libraries: AmazonLambdaCore, RestSharpV108
using Amazon.Lambda.Core;
using RestSharp;

public class Api
{
    private readonly RestClient _client;

    public Api()
    {
        var options = new RestClientOptions("https://api.example") { {|AJ1006:MaxTimeout = 15_000|} };
        _client = new RestClient(options);
    }

    public async Task<string?> Get(string path, ILambdaContext context)
    {
        var request = new RestRequest(path);
        {|AJ1006:request.Timeout = 5000|};
        var response = await _client.ExecuteAsync(request);
        return response.Content;
    }
}
