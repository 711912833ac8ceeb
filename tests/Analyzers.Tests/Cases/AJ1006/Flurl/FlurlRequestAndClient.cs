// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl.Http;

public class Api
{
    private readonly IFlurlClient _client = new FlurlClient("https://api.example").{|AJ1006:WithTimeout|}(TimeSpan.FromMinutes(1));

    public Task<string> Get(string path, ILambdaContext context) => _client.Request(path).WithHeader("x-id", 1).{|AJ1006:WithTimeout|}(5).GetStringAsync();
}
