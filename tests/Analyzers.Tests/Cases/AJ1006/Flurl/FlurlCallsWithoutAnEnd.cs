// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl;
using Flurl.Http;

public class Function(IFlurlClient injected)
{
    private readonly IFlurlClient _client = new FlurlClient("https://api.example");

    public async Task<string> Handler(string id, ILambdaContext context)
    {
        string a = await "https://api.example".AppendPathSegment(id).{|AJ1006:GetStringAsync|}();
        string b = await _client.Request("b").WithHeader("x-id", id).{|AJ1006:GetStringAsync|}(cancellationToken: CancellationToken.None);
        string c = await injected.Request("c").{|AJ1006:PostJsonAsync|}(new { id }).ReceiveString();
        using IFlurlResponse response = await _client.Request("d").{|AJ1006:SendAsync|}(HttpMethod.Get);
        return a + b + c + await response.GetStringAsync();
    }
}
