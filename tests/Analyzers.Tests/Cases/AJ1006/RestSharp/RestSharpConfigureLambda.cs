// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Api
{
    private readonly RestClient _client = new("https://api.example", options => {|AJ1006:options.Timeout = TimeSpan.FromSeconds(30)|});

    public Task<RestResponse> Get(string path) => _client.ExecuteAsync(new RestRequest(path));
}
