// libraries: AmazonLambdaCore, RestSharpV112
using RestSharp;
using RestSharp.Authenticators;

public class Prices(IRestClient injected)
{
    private static readonly RestClient s_client = new(new RestClientOptions("https://a.example") { Authenticator = new HttpBasicAuthenticator("a", "b") });
    private readonly RestClient _client = new("https://a.example");

    public Task<RestResponse> Execute() => s_client.{|AJ1006:ExecuteAsync|}(new RestRequest("a"));
    public Task<RestResponse<Prices>> Typed() => _client.{|AJ1006:ExecuteAsync|}<Prices>(new RestRequest("a", Method.Post).AddJsonBody(new { }));
    public Task<Prices?> Get() => injected.{|AJ1006:GetAsync|}<Prices>(new RestRequest("a"));
    public Task<Prices?> Post() => injected.{|AJ1006:PostAsync|}<Prices>(new RestRequest("a"));
    public RestResponse Sync() => s_client.{|AJ1006:Execute|}(new RestRequest("a"));
    public Task<Prices?> Json() => s_client.{|AJ1006:GetAsync|}<Prices>("a");
    public Task<byte[]?> Data() => s_client.{|AJ1006:DownloadDataAsync|}(new RestRequest("a"));
    public async Task<string?> Inline()
    {
        using var client = new RestClient("https://a.example");
        var request = new RestRequest("b");
        request.AddHeader("c", "d");
        RestResponse response = await client.{|AJ1006:ExecuteGetAsync|}(request);
        return response.Content;
    }
    public async Task<string?> Fixed()
    {
        using var client = new RestClient(new RestClientOptions("https://a.example") { {|AJ1006:Timeout = TimeSpan.FromSeconds(3)|} });
        return (await client.ExecuteAsync(new RestRequest("b"))).Content;
    }
    public async Task<string?> FixedRequest() => (await s_client.ExecuteAsync(new RestRequest("b") { {|AJ1006:Timeout = TimeSpan.FromSeconds(3)|} })).Content;
}
