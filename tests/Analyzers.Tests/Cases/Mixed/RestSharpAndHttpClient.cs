// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private static readonly HttpClient s_http = new();
    private static readonly RestClient s_rest = new(new RestClientOptions("https://rest.example") { {|AJ1006:Timeout = TimeSpan.FromSeconds(5)|} });

    public async Task Handler(string url, ILambdaContext context)
    {
        await s_http.{|AJ1002:DeleteAsync|}(url);
        await s_rest.ExecuteAsync(new RestRequest(url));
    }
}
