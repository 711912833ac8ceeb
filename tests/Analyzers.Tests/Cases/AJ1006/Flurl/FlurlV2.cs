// libraries: AmazonLambdaCore, FlurlV2
using Amazon.Lambda.Core;
using Flurl;
using Flurl.Http;

public class Function
{
    private readonly IFlurlClient _client = new FlurlClient("https://api.example").Configure(settings => {|AJ1006:settings.Timeout = TimeSpan.FromSeconds(20)|});

    public async Task<string> Handler(string id, ILambdaContext context)
    {
        string first = await "https://api.example".AppendPathSegment(id).{|AJ1006:WithTimeout|}(10).GetStringAsync();
        string second = await _client.Request("b").PostJsonAsync(new { id }).ReceiveString();
        string third = await "https://api.example".AppendPathSegment(id).{|AJ1006:GetStringAsync|}();
        using HttpResponseMessage response = await "https://api.example".WithHeader("x-id", id).{|AJ1006:SendAsync|}(HttpMethod.Get);
        return first + second + third;
    }
}
