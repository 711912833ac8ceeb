// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;

public class Function
{
    private readonly IHttpClientFactory _factory;

    public Function(IHttpClientFactory factory) => _factory = factory;

    public async Task<string> Handler(string id, ILambdaContext context)
    {
        var client = _factory.CreateClient("catalog");
        return await client.{|AJ1002:GetStringAsync|}($"items/{id}");
    }
}
