// libraries: AmazonLambdaCore, RestSharpV106
// nullable: disable
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private readonly IRestClient _client = new RestClient("https://api.example");

    public string FunctionHandler(string id, ILambdaContext context) =>
        _client.{|AJ1006:Execute|}(new RestRequest("orders/" + id, Method.GET)).Content;
}
