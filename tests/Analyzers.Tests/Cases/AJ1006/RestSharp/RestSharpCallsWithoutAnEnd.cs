// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function(IRestClient injected)
{
    private readonly RestClient _client = new(new RestClientOptions("https://api.example") { UserAgent = "acme" });
    private readonly RestClient _shared = new(new HttpClient());

    public async Task<string?> Handler(string path, ILambdaContext context)
    {
        var request = new RestRequest(path).AddHeader("x-id", "1");
        string? a = (await _client.{|AJ1006:ExecuteAsync|}(request)).Content;
        string? b = await _client.{|AJ1006:GetAsync|}<string>(new RestRequest(path), CancellationToken.None);
        string? c = await _shared.{|AJ1006:PostAsync|}<string>(Request(path));
        return a + b + c + (await injected.{|AJ1006:ExecuteAsync|}<string>(request)).Data;
    }

    private static RestRequest Request(string path) => new(path, Method.Post);
}
