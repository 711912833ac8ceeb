// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl.Http;

public class Function
{
    public Function() => FlurlHttp.ConfigureClientForUrl("https://api.example").{|AJ1006:WithTimeout|}(30);

    public Task<string> Handler(string id, ILambdaContext context) => "https://api.example".WithHeader("x-id", id).GetStringAsync();
}
