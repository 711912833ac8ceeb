// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private readonly RestClient _client = new("https://api.example");

    public string Handler(string path, ILambdaContext context)
    {
        var request = new RestRequest(path).AddQueryParameter("page", 1);
        string? kind = new RestResponse(request).GetContentHeaderValue("Content-Type");
        return _client.BuildUri(request) + _client.GetRequestQuery(request) + kind + request.Parameters.GetParameters(ParameterType.QueryString).Count();
    }
}
