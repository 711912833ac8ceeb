// libraries: AmazonLambdaCore, RestSharpV106
// nullable: disable
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private readonly IRestClient client = new RestClient("https://api.example");

    public string FunctionHandler(string id, ILambdaContext context)
    {
        var request = new RestRequest("orders/" + id, Method.GET);
        request.Timeout = (int)(context.RemainingTime.TotalMilliseconds * 0.9);
        return client.Execute(request).Content;
    }
}
