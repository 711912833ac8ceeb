// libraries: AmazonLambdaCore, RestSharpV106
// nullable: disable
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    public string FunctionHandler(string id, ILambdaContext context)
    {
        var client = new RestClient("https://api.example/orders/" + id);
        {|AJ1006:client.Timeout = 30000|};
        {|AJ1006:client.ReadWriteTimeout = 30000|};
        var request = new RestRequest(Method.GET);
        request.AddHeader("accept", "application/json");
        IRestResponse response = client.Execute(request);
        return response.Content;
    }
}
